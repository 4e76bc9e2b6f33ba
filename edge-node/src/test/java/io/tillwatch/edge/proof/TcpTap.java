package io.tillwatch.edge.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP relay that strikes, once, when a certain text passes: so that something can die at a known
 * step of a conversation.
 */
final class TcpTap implements AutoCloseable {
  private static final int CHUNK = 256 << 10;

  /** An answer may be to something asked before; by then this one is carried out, too. */
  private static final long CARRIED_OUT_NANOS = 100_000_000;

  /** When to strike. */
  enum Moment {
    /** The text was sent and does not arrive. */
    SENT,
    /** The text has arrived; nothing is known of what comes of it. */
    ARRIVED,
    /** The text was answered, and the answer does not arrive. */
    ANSWERED
  }

  private record Strike(byte[] text, Moment moment, Runnable blow) {}

  private final ServerSocket listener;
  private final int target;
  private final AtomicReference<Strike> armed = new AtomicReference<>();
  private volatile boolean closed;

  /** A relay on a free port of loopback to that port. */
  TcpTap(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Strikes when this text is sent next; the connection it was on ends. */
  void strike(String text, Moment moment, Runnable blow) {
    armed.set(new Strike(text.getBytes(StandardCharsets.UTF_8), moment, blow));
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket near = listener.accept();
        daemon(() -> new Line(near).serve());
      } catch (IOException e) {
        return;
      }
    }
  }

  private final class Line {
    private final Socket near;
    private Socket far;
    private volatile Strike held;

    Line(Socket near) {
      this.near = near;
    }

    void serve() {
      try (near;
          Socket there = new Socket(InetAddress.getLoopbackAddress(), target)) {
        far = there;
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        daemon(this::answers);
        questions();
      } catch (IOException e) {
        // one end hung up: so does the other
      }
    }

    private void questions() throws IOException {
      byte[] chunk = new byte[CHUNK];
      InputStream in = near.getInputStream();
      OutputStream out = far.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        Strike strike = armed.get();
        boolean hit =
            strike != null
                && contains(chunk, read, strike.text())
                && armed.compareAndSet(strike, null);
        if (hit && strike.moment() == Moment.SENT) {
          strike.blow().run();
          return;
        }
        if (hit && strike.moment() == Moment.ANSWERED) {
          held = strike;
        }
        out.write(chunk, 0, read);
        if (hit && strike.moment() == Moment.ARRIVED) {
          strike.blow().run();
          return;
        }
      }
    }

    private void answers() {
      byte[] chunk = new byte[CHUNK];
      try (near;
          Socket there = far) {
        InputStream in = there.getInputStream();
        OutputStream out = near.getOutputStream();
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          if (held != null) {
            LockSupport.parkNanos(CARRIED_OUT_NANOS);
            held.blow().run();
            return;
          }
          out.write(chunk, 0, read);
        }
      } catch (IOException e) {
        // one end hung up: so does the other
      }
    }
  }

  private static boolean contains(byte[] chunk, int length, byte[] text) {
    for (int at = 0; at + text.length <= length; at++) {
      int same = 0;
      while (same < text.length && chunk[at + same] == text[same]) {
        same++;
      }
      if (same == text.length) {
        return true;
      }
    }
    return false;
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tap");
    thread.setDaemon(true);
    thread.start();
  }
}
