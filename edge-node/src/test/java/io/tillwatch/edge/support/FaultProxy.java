package io.tillwatch.edge.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP relay that can be cut: while it is, no byte passes in either direction and no connection is
 * closed, as when a cable is pulled; what was written meanwhile arrives after the heal, as TCP's
 * retransmissions would. New connections are accepted and stay mute.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int CHUNK = 64 << 10;

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean cut;
  private volatile boolean closed;

  /** A relay on a free port of loopback to that port. */
  public FaultProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Nothing passes from now on. */
  public void cut() {
    synchronized (gate) {
      cut = true;
    }
  }

  /** Everything passes again, and what waited first. */
  public void heal() {
    synchronized (gate) {
      cut = false;
      gate.notifyAll();
    }
  }

  @Override
  public void close() {
    closed = true;
    heal();
    List<AutoCloseable> all = new ArrayList<>(sockets);
    all.add(listener);
    all.forEach(FaultProxy::closeQuietly);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket from = listener.accept();
        sockets.add(from);
        daemon(() -> connect(from));
      } catch (IOException e) {
        closeQuietly(listener);
        return;
      }
    }
  }

  private void connect(Socket from) {
    try {
      awaitWhole();
      Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(to);
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      daemon(() -> relay(to, from));
      relay(from, to);
    } catch (IOException e) {
      end(from);
    }
  }

  private void relay(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        awaitWhole();
        out.write(chunk, 0, read);
      }
      // the end of a stream passes no cut either
      awaitWhole();
    } catch (IOException e) {
      // one end hung up: so does the other, below
      from.isClosed();
    } finally {
      end(from);
      end(to);
    }
  }

  private void awaitWhole() {
    synchronized (gate) {
      while (cut && !closed) {
        try {
          gate.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    closeQuietly(socket);
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket does not close", e);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
