package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A network camera: an address that answers with MJPEG, or with one JPEG a request. A user and
 * password in the address are sent as Basic and shown nowhere. Redirects are not followed.
 */
final class HttpSource implements FrameSource {
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration SNAPSHOT_PACE = Duration.ofMillis(100);

  private final URI address;
  private final String credentials;
  private final String description;

  HttpSource(URI address) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException(
          "camera.source: expected an http address with a host, found none");
    }
    this.credentials = address.getUserInfo();
    this.address =
        URI.create(address.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("#.*", ""));
    this.description = address.getScheme() + "://" + this.address.getAuthority();
  }

  @Override
  public Stream open() {
    return new Connection();
  }

  private final class Connection implements Stream {
    private final HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private @Nullable InputStream stream;
    private byte @Nullable [] snapshot;
    private boolean shown;

    Connection() {
      HttpResponse<InputStream> answer = get();
      String type = answer.headers().firstValue("Content-Type").orElse("");
      if (type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
        stream = new BufferedInputStream(answer.body(), 1 << 16);
      } else {
        snapshot = body(answer);
      }
    }

    @Override
    public byte[] read() {
      if (stream == null) {
        return newSnapshot();
      }
      try {
        byte[] jpeg = MjpegReader.next(stream);
        if (jpeg == null) {
          throw new CameraUnavailableException(description + " ended its stream");
        }
        return jpeg;
      } catch (IOException e) {
        throw broken(e);
      }
    }

    @Override
    public Duration pace() {
      return stream == null ? SNAPSHOT_PACE : Duration.ZERO;
    }

    @Override
    public void close() {
      if (stream != null) {
        try {
          stream.close();
        } catch (IOException e) {
          throw broken(e);
        }
      }
    }

    /**
     * A camera that is slower than we ask repeats its picture, which is no new frame; one that
     * repeats it for ever gives none, and is noticed as stalled.
     */
    private byte[] newSnapshot() {
      byte[] next = snapshot == null || shown ? body(get()) : snapshot;
      while (shown && Arrays.equals(next, snapshot)) {
        pause();
        next = body(get());
      }
      snapshot = next;
      shown = true;
      return next.clone();
    }

    private void pause() {
      LockSupport.parkNanos(SNAPSHOT_PACE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new CameraUnavailableException(description + " is no longer needed");
      }
    }

    private HttpResponse<InputStream> get() {
      HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER).GET();
      if (credentials != null) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      }
      try {
        HttpResponse<InputStream> answer =
            client.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
          answer.body().close();
          throw new CameraUnavailableException(
              description + " answered " + answer.statusCode() + " instead of 200");
        }
        return answer;
      } catch (IOException e) {
        throw broken(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw broken(e);
      }
    }

    private byte[] body(HttpResponse<InputStream> answer) {
      try (InputStream in = answer.body()) {
        byte[] bytes = in.readNBytes(PictureHeader.MAX_BYTES + 1);
        if (bytes.length > PictureHeader.MAX_BYTES) {
          throw new CameraUnavailableException(description + " sent a picture of over 2 MiB");
        }
        return bytes;
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }

  private CameraUnavailableException broken(Exception cause) {
    return new CameraUnavailableException(
        description + " does not answer: " + cause.getClass().getSimpleName(), cause);
  }

  @Override
  public SourceKind kind() {
    return SourceKind.LIVE_CAMERA;
  }

  @Override
  public String describe() {
    return description;
  }
}
