package io.tillwatch.edge.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Many connections to one node that all do the same, until the crowd is told to go. */
final class Crowd implements AutoCloseable {
  private static final byte[] PART = new byte[64 << 10];

  /** What one of them does on its connection; called again until the crowd goes. */
  interface Work {
    void on(Socket socket) throws IOException;
  }

  private final InetSocketAddress node;
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder rounds = new LongAdder();
  private final java.util.Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  /** Comes together, so many strong. */
  Crowd(URI node, int size, Work work) {
    this.node = new InetSocketAddress(node.getHost(), node.getPort());
    this.threads = Executors.newFixedThreadPool(size);
    for (int i = 0; i < size; i++) {
      threads.execute(() -> goOn(work));
    }
  }

  /** Sends bodies of so many bytes to where other nodes send theirs, without any key. */
  static Work sendsBodies(int bytes) {
    byte[] head =
        ("POST /cluster/v1/replication.push HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/octet-stream\r\nContent-Length: "
                + bytes
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return socket -> {
      socket.getOutputStream().write(head);
      for (int sent = 0; sent < bytes; sent += PART.length) {
        socket.getOutputStream().write(PART, 0, Math.min(PART.length, bytes - sent));
      }
      socket.getInputStream().read(PART.clone());
    };
  }

  /** Says one letter of a request's headers every other second. */
  static Work sendsHeadersSlowly() {
    return socket -> {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
      while (!Thread.currentThread().isInterrupted()) {
        socket.getOutputStream().write('x');
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      }
    };
  }

  /** Listens to live events and reads none. */
  static Work listens(String key) {
    byte[] request =
        ("GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return socket -> {
      socket.getOutputStream().write(request);
      int first = socket.getInputStream().read(new byte["HTTP/1.1 429".length()]);
      while (first >= 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    };
  }

  /** Rounds that were tried. */
  long rounds() {
    return rounds.sum();
  }

  private void goOn(Work work) {
    while (!over.get()) {
      rounds.increment();
      try (Socket socket = new Socket()) {
        open.add(socket);
        socket.connect(node, 5_000);
        work.on(socket);
      } catch (IOException refused) {
        // it is the node's business to refuse, and the crowd's to come back
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      open.removeIf(Socket::isClosed);
    }
  }

  @Override
  public void close() {
    over.set(true);
    threads.shutdownNow();
    List<Socket> left = new ArrayList<>(open);
    for (Socket each : left) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try {
      threads.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
