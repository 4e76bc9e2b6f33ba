package io.tillwatch.edge.camera.source;

import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a network camera, for one request of plain HTTP/1.1. Any thread may close it,
 * which ends what another one waits for.
 */
final class HttpConnection implements Closeable {
  /** Less than a lane waits for a first picture, so that the true reason comes first. */
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private static final int BUFFER = 1 << 16;

  private final URI address;
  private volatile Socket socket = new Socket();
  private volatile boolean closed;

  HttpConnection(URI address) {
    this.address = address;
  }

  /**
   * Asks for the address.
   *
   * @param authorization the header's value, null for none
   * @throws CameraUnavailableException with the reason, for people
   */
  HttpAnswer get(@Nullable String authorization, String camera) {
    try {
      connect();
    } catch (SocketTimeoutException e) {
      throw failed(
          camera, "does not answer: no connection within " + PATIENCE.toMillis() + " ms", e);
    } catch (IOException e) {
      throw failed(camera, reason(e), e);
    }
    try {
      Socket talk = isTls() ? secured(socket) : socket;
      OutputStream out = talk.getOutputStream();
      out.write(request(authorization).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return HttpAnswer.read(new BufferedInputStream(talk.getInputStream(), BUFFER));
    } catch (IOException e) {
      throw failed(camera, reason(e), e);
    }
  }

  /** The part of the address that is asked for. */
  static String target(URI address) {
    String path = address.getRawPath();
    String query = address.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private String request(@Nullable String authorization) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "GET "
        + target(address)
        + " HTTP/1.1\r\nHost: "
        + address.getHost()
        + port
        + "\r\nUser-Agent: tillwatch\r\nAccept: */*\r\nConnection: close\r\n"
        + (authorization == null ? "" : "Authorization: " + authorization + "\r\n")
        + "\r\n";
  }

  private boolean isTls() {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private String host() {
    return address.getHost().replaceAll("[\\[\\]]", "");
  }

  private void connect() throws IOException {
    int port = address.getPort() >= 0 ? address.getPort() : isTls() ? 443 : 80;
    connectTo(InetAddress.getAllByName(host()), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(plain, host(), plain.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private void connectTo(InetAddress[] hosts, int port) throws IOException {
    for (int i = 0; i < hosts.length; i++) {
      try {
        take(new Socket());
        socket.connect(new InetSocketAddress(hosts[i], port), (int) PATIENCE.toMillis());
        return;
      } catch (ConnectException | NoRouteToHostException e) {
        socket.close();
        if (i == hosts.length - 1) {
          throw e;
        }
      }
    }
  }

  /** Whoever closed the connection while this socket was made could not close it. */
  private void take(Socket next) throws IOException {
    socket = next;
    if (closed) {
      next.close();
    }
  }

  /** What went wrong, in words for people; a network's own words tell them little. */
  static String reason(IOException failure) {
    if (failure instanceof HttpAnswer.NotHttpException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof StreamCorruptedException) {
      return "sends what cannot be read: " + failure.getMessage();
    }
    if (failure instanceof UnknownHostException) {
      return "has a host name that cannot be found";
    }
    if (failure instanceof SocketTimeoutException) {
      return "takes the connection and says nothing for " + PATIENCE.toMillis() + " ms";
    }
    if (failure instanceof NoRouteToHostException) {
      return "cannot be reached: no route to its host";
    }
    if (failure instanceof ConnectException) {
      return "refuses the connection; is it on, and is the port right?";
    }
    if (failure instanceof SSLException) {
      return tlsReason(failure);
    }
    return "breaks the connection: " + failure.getMessage();
  }

  private static String tlsReason(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No subject alternative") || message.contains("No name matching")) {
      return "shows a TLS certificate of another name";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return "shows a TLS certificate that this Java does not trust";
      }
    }
    return message.contains("unrecognized SSL message") || message.contains("plaintext")
        ? "does not speak TLS; write http:// instead of https://"
        : "fails to agree on TLS: " + message;
  }

  private static CameraUnavailableException failed(String camera, String reason, IOException why) {
    return new CameraUnavailableException(camera + " " + reason, why);
  }

  /** Closes what is below TLS, whose own way of closing may wait for the other side. */
  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
