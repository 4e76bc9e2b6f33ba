package io.tillwatch.edge.proof;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Many connections to one node that all do the same, until there is nothing left to do or the crowd
 * is told to go. Run as a process of its own, see {@link CrowdProcess}.
 */
final class Crowd implements AutoCloseable {
  /** What one of them does on its connection; called again, on a new one, until the crowd goes. */
  interface Work {
    /** Returns false where there is nothing left to do for anybody. */
    boolean on(Socket socket) throws IOException;
  }

  private final InetSocketAddress node;
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder rounds = new LongAdder();
  private final CountDownLatch coming;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  /** Comes together, so many strong. */
  Crowd(URI node, int size, Work work) {
    this.node = new InetSocketAddress(node.getHost(), node.getPort());
    this.coming = new CountDownLatch(size);
    this.threads = Executors.newFixedThreadPool(size);
    for (int i = 0; i < size; i++) {
      threads.execute(() -> goOn(work));
    }
    threads.shutdown();
  }

  /**
   * A crowd as a process. Says {@code here} when all of it have connected once, {@code rounds N}
   * when it goes: when its standard input ends, or when it is done.
   *
   * @param args the node's URL, how many, what they do and how much of it, see {@link CrowdWork}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, wrong) -> {
          wrong.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    URI node = URI.create(args[0]);
    int size = Integer.parseInt(args[1]);
    long amount = Long.parseLong(args[3]);
    if (args[2].equals(CrowdWork.BODIES)) {
      sendBodies(new BodySenders(node, size, amount));
    } else {
      work(new Crowd(node, size, CrowdWork.named(args[2], amount)));
    }
    Runtime.getRuntime().halt(0);
  }

  private static void sendBodies(BodySenders senders) throws IOException, InterruptedException {
    Thread thread = new Thread(senders);
    thread.start();
    System.out.println("here");
    while (System.in.available() == 0) {
      thread.join(50);
    }
    senders.leave();
    System.out.println("rounds " + senders.rounds());
  }

  private static void work(Crowd crowd) throws IOException, InterruptedException {
    crowd.coming.await();
    System.out.println("here");
    while (System.in.available() == 0 && !crowd.threads.isTerminated()) {
      crowd.threads.awaitTermination(50, TimeUnit.MILLISECONDS);
    }
    crowd.close();
    System.out.println("rounds " + crowd.rounds.sum());
  }

  private void goOn(Work work) {
    boolean goesOn = true;
    boolean first = true;
    while (goesOn && !over.get()) {
      rounds.increment();
      try (Socket socket = new Socket()) {
        open.add(socket);
        socket.connect(node, 5_000);
        if (first) {
          coming.countDown();
          first = false;
        }
        goesOn = work.on(socket);
        open.remove(socket);
      } catch (IOException refused) {
        // it is the node's business to refuse, and the crowd's to come back
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      open.removeIf(Socket::isClosed);
    }
    if (first) {
      coming.countDown();
    }
  }

  /** Reads one answer to its end and returns its status; the connection may be used again. */
  static int readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no answer");
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    if (at >= 0) {
      int end = lower.indexOf('\r', at);
      in.skipNBytes(Long.parseLong(lower.substring(at + 15, end).strip()));
    }
    return Integer.parseInt(head.substring(9, 12));
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
  }
}
