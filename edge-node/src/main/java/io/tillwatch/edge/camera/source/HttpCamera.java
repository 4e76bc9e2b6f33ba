package io.tillwatch.edge.camera.source;

import io.tillwatch.edge.port.CameraUnavailableException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A network camera's address, asked again and again: logs in as it is asked to, follows the camera
 * to other addresses of its host, and gives each refusal its reason. One thread asks; any may
 * cancel.
 */
final class HttpCamera {
  private static final int MOST_TRIES = 5;

  private final String description;
  private final @Nullable String credentials;
  private URI address;
  private @Nullable HttpLogin login;
  private volatile @Nullable HttpConnection current;
  private volatile boolean cancelled;

  HttpCamera(URI address, @Nullable String credentials, String description) {
    this.address = address;
    this.credentials = credentials;
    this.description = description;
    this.login = newLogin();
  }

  private @Nullable HttpLogin newLogin() {
    return credentials == null ? null : new HttpLogin(credentials);
  }

  /**
   * Its answer to one request, which is 200; what was asked before is closed.
   *
   * @throws CameraUnavailableException with the reason
   */
  HttpAnswer get() {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      HttpConnection connection = connection();
      String header = login == null ? null : login.header("GET", HttpConnection.target(address));
      HttpAnswer answer = connection.get(header, description);
      if (answer.status() == 200) {
        return answer;
      }
      connection.close();
      if (answer.status() == 401) {
        logIn(answer);
      } else if (answer.status() / 100 == 3 && !answer.header("location").isEmpty()) {
        follow(answer.header("location"));
      } else {
        throw refused(statusReason(answer.status()));
      }
    }
    throw refused("sends from address to address, or asks for a login again and again");
  }

  private HttpConnection connection() {
    close();
    HttpConnection next = new HttpConnection(address);
    current = next;
    if (cancelled) {
      throw refused("is no longer needed");
    }
    return next;
  }

  private void logIn(HttpAnswer answer) {
    if (login == null) {
      throw refused("asks for a login (401); put http://user:password@... into the address");
    }
    if (!login.answer(answer.values("www-authenticate"), description)) {
      throw refused("does not accept the user or the password (401)");
    }
  }

  /** A password and a request from within the store's network go to no other host. */
  private void follow(String location) {
    URI next;
    try {
      next = address.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new CameraUnavailableException(description + " sends to an address that is none", e);
    }
    String scheme = String.valueOf(next.getScheme());
    boolean secured = scheme.equalsIgnoreCase("https");
    boolean plain =
        scheme.equalsIgnoreCase("http") && !"https".equalsIgnoreCase(address.getScheme());
    if (next.getHost() == null || !(secured || plain)) {
      throw refused("sends to an address that is not followed: no http, or no https any more");
    }
    if (!next.getHost().equalsIgnoreCase(address.getHost())) {
      throw refused(
          "sends to another host, which is not followed; if it is right, name it: "
              + next.getHost());
    }
    address = next;
    login = newLogin();
  }

  private static String statusReason(int status) {
    return switch (status) {
      case 403 -> "forbids it (403); may this user see the camera?";
      case 404, 410 -> "has nothing at this address (" + status + "); is the path right?";
      case 429, 503 -> "is busy (" + status + "); does something else watch it?";
      default -> "answers " + status + " instead of 200";
    };
  }

  CameraUnavailableException refused(String reason) {
    return new CameraUnavailableException(description + " " + reason);
  }

  /** From any thread: what is under way fails, and nothing more is asked. */
  void cancel() {
    cancelled = true;
    close();
  }

  void close() {
    HttpConnection open = current;
    if (open != null) {
      open.close();
    }
  }
}
