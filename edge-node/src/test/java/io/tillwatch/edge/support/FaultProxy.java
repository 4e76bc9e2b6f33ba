package io.tillwatch.edge.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP relay that can be cut: while it is, no byte passes in either direction and no connection is
 * closed, as when a cable is pulled; what was written meanwhile arrives after the heal, as TCP's
 * retransmissions would. New connections are accepted and stay mute. It can also lose: a connection
 * that lost a chunk stays open and silent for ever, so who waits on it must give it up. And it can
 * be slow. Who calls may be told apart, and one caller be cut off alone.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int CHUNK = 64 << 10;
  private static final int MOST_RECORDED = 8 << 20;

  private static final String ANYBODY = "anybody";

  /** Says who calls. */
  public interface CallerLookup {
    /**
     * Who holds the connection between two ports of loopback.
     *
     * @return an empty name where nobody known does
     */
    String at(int port, int called);
  }

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private final Set<String> cutOff = new HashSet<>();
  private final CallerLookup whose;
  private boolean cut;
  private volatile long delayNanos;
  private volatile double loss;
  private volatile boolean answersLost;
  private volatile boolean closed;
  private volatile boolean recording;
  private final List<ByteArrayOutputStream> recorded = new CopyOnWriteArrayList<>();

  /** A relay on a free port of loopback to that port. */
  public FaultProxy(int target) {
    this(target, (port, called) -> ANYBODY);
  }

  /**
   * The same.
   *
   * @param whose says who calls; a connection of nobody known is hung up, so that none escapes a
   *     cut
   */
  public FaultProxy(int target, CallerLookup whose) {
    this.target = target;
    this.whose = whose;
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

  /** Keeps what is sent to the target on connections that begin from now on. */
  public void record() {
    recording = true;
  }

  /** What was sent to the target so far, connection by connection. */
  public List<byte[]> recorded() {
    return recorded.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  /** Nothing passes from now on. */
  public void cut() {
    synchronized (gate) {
      cut = true;
    }
  }

  /** Nothing of this caller passes from now on. */
  public void cut(String caller) {
    synchronized (gate) {
      cutOff.add(caller);
    }
  }

  /** From now on each byte takes so long, in either direction. */
  public void late(Duration delay) {
    delayNanos = delay.toNanos();
  }

  /** From now on each chunk is lost with this probability, and all of its connection behind it. */
  public void lose(double share) {
    loss = share;
  }

  /** From now on what the target answers is lost; what it is asked arrives. */
  public void loseAnswers() {
    answersLost = true;
  }

  /** Closes every connection; new ones are whole. */
  public void hangUp() {
    answersLost = false;
    heal();
    List.copyOf(sockets).forEach(FaultProxy::closeQuietly);
  }

  /** Everything passes again, and what waited first; what was lost stays lost. */
  public void heal() {
    loss = 0;
    synchronized (gate) {
      cut = false;
      cutOff.clear();
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
      String caller = whose.at(from.getPort(), port());
      if (caller.isEmpty()) {
        end(from);
        return;
      }
      awaitWhole(caller);
      Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(to);
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      daemon(() -> relay(to, from, caller, true));
      relay(from, to, caller, false);
    } catch (IOException e) {
      end(from);
    }
  }

  private void relay(Socket from, Socket to, String caller, boolean answers) {
    byte[] chunk = new byte[CHUNK];
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    if (recording && !answers) {
      recorded.add(copy);
    }
    try (DelayedStream out = new DelayedStream(to.getOutputStream(), () -> awaitWhole(caller))) {
      InputStream in = from.getInputStream();
      boolean silent = false;
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        awaitWhole(caller);
        silent |= ThreadLocalRandom.current().nextDouble() < loss || (answers && answersLost);
        if (!silent) {
          out.write(chunk, read, delayNanos);
          if (recording && !answers && copy.size() < MOST_RECORDED) {
            copy.write(chunk, 0, read);
          }
        }
      }
      // the end of a stream passes no cut either
      awaitWhole(caller);
    } catch (IOException e) {
      // one end hung up: so does the other, below
      from.isClosed();
    } finally {
      end(from);
      end(to);
    }
  }

  private void awaitWhole(String caller) {
    synchronized (gate) {
      while ((cut || cutOff.contains(caller)) && !closed) {
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
