package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.binding.Secret;
import io.tillwatch.edge.config.files.PemFiles;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A blocking connection for the few questions that are asked before Vert.x starts and while a
 * server is watched: is it there, is it ours, is it fit. Every answer comes within the timeout or
 * not at all.
 */
final class BlockingRespClient implements Closeable {
  private static final int MAX_REPLY_BYTES = 1 << 20;
  private static final int MAX_ELEMENTS = 4_096;

  private final InputStream in;
  private final OutputStream out;
  private final Closeable transport;

  private BlockingRespClient(InputStream in, OutputStream out, Closeable transport) {
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.transport = transport;
  }

  /** An answer by which the server refused a command. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String answer) {
      super(answer);
    }
  }

  /** Connects and, where the endpoint has a password, signs in. */
  static BlockingRespClient open(RedisEndpoint endpoint, Duration timeout) throws IOException {
    BlockingRespClient probe = connect(endpoint, timeout);
    try {
      Secret password = endpoint.password();
      if (password != null) {
        probe.signIn(endpoint.user(), password);
      }
      return probe;
    } catch (IOException e) {
      probe.close();
      throw e;
    }
  }

  private static BlockingRespClient connect(RedisEndpoint endpoint, Duration timeout)
      throws IOException {
    if (endpoint.url().isUnixSocket()) {
      return overUnixSocket(UnixDomainSocketAddress.of(endpoint.url().socketPath()), timeout);
    }
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.connect(new InetSocketAddress(endpoint.url().host(), endpoint.url().port()), millis);
      socket.setSoTimeout(millis);
      Socket used = endpoint.url().isTls() ? encrypt(socket, endpoint) : socket;
      return new BlockingRespClient(used.getInputStream(), used.getOutputStream(), used);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static BlockingRespClient overUnixSocket(
      UnixDomainSocketAddress address, Duration timeout) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    // a channel has no read timeout: closing it ends a read that waits for ever
    CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> closeQuietly(channel));
    return new BlockingRespClient(
        Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
  }

  private static SSLSocket encrypt(Socket socket, RedisEndpoint endpoint) throws IOException {
    SSLSocketFactory factory =
        endpoint.caFile() == null
            ? (SSLSocketFactory) SSLSocketFactory.getDefault()
            : PemFiles.trusting(endpoint.caFile()).getSocketFactory();
    String host = endpoint.url().host();
    SSLSocket encrypted =
        (SSLSocket) factory.createSocket(socket, host, endpoint.url().port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private void signIn(@Nullable String user, Secret password) throws IOException {
    if (user == null) {
      ask("AUTH", password.value());
    } else {
      ask("AUTH", user, password.value());
    }
  }

  /** Sends a command and returns the answer's strings, flat. */
  List<String> ask(String... command) throws IOException {
    StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
    for (String argument : command) {
      int length = argument.getBytes(StandardCharsets.UTF_8).length;
      request.append('$').append(length).append("\r\n").append(argument).append("\r\n");
    }
    out.write(request.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    List<String> answer = new ArrayList<>();
    read(answer);
    return answer;
  }

  RedisInfo facts() throws IOException {
    return RedisInfo.parse(ask("INFO").get(0));
  }

  private void read(List<String> answer) throws IOException {
    String line = readLine();
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '+', ':' -> answer.add(rest);
      case '-' -> throw new RefusedException(rest);
      case '$' -> answer.add(readBulk(length(rest, MAX_REPLY_BYTES)));
      case '*' -> {
        for (int left = length(rest, MAX_ELEMENTS); left > 0; left--) {
          read(answer);
        }
      }
      default -> throw new IOException("not the Redis protocol");
    }
  }

  private static int length(String digits, int max) throws IOException {
    try {
      int length = Integer.parseInt(digits);
      if (length <= max) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new IOException("not the Redis protocol", e);
    }
    throw new IOException("answer longer than " + max);
  }

  private String readBulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("connection closed");
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("connection closed");
      }
      if (line.length() >= 1_024) {
        throw new IOException("not the Redis protocol");
      }
      line.append((char) c);
    }
    if (line.length() < 2 || line.charAt(line.length() - 1) != '\r') {
      throw new IOException("not the Redis protocol");
    }
    return line.substring(0, line.length() - 1);
  }

  @Override
  public void close() {
    closeQuietly(transport);
  }

  private static void closeQuietly(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      // a connection that does not close is gone already
    }
  }
}
