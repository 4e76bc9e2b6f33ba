package io.tillwatch.edge.support;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes on what is written to it, in order, each chunk after its delay; without one, and with
 * nothing on its way, at once.
 */
final class DelayedStream implements AutoCloseable {
  private static final int MOST_ON_THE_WAY = 4_096;
  private static final long PATIENCE_SECONDS = 600;

  private record Chunk(byte[] bytes, long due) {}

  private static final Chunk END = new Chunk(new byte[0], 0);

  private final OutputStream out;
  private final Runnable passable;
  private BlockingQueue<Chunk> onTheWay;
  private Thread carrier;
  private volatile IOException failure;

  /**
   * @param passable returns when a chunk that has arrived may pass
   */
  DelayedStream(OutputStream out, Runnable passable) {
    this.out = out;
    this.passable = passable;
  }

  void write(byte[] bytes, int length, long delayNanos) throws IOException {
    if (onTheWay == null && delayNanos == 0) {
      out.write(bytes, 0, length);
      return;
    }
    if (onTheWay == null) {
      onTheWay = new LinkedBlockingQueue<>(MOST_ON_THE_WAY);
      carrier = new Thread(this::carry, "delayed-stream");
      carrier.setDaemon(true);
      carrier.start();
    }
    send(new Chunk(Arrays.copyOf(bytes, length), System.nanoTime() + delayNanos));
  }

  /** Returns when all has arrived. */
  @Override
  public void close() throws IOException {
    if (onTheWay != null) {
      send(END);
      try {
        carrier.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void send(Chunk chunk) throws IOException {
    try {
      if (failure != null || !onTheWay.offer(chunk, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("nothing arrives", failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void carry() {
    try {
      for (Chunk chunk = onTheWay.take(); chunk != END; chunk = onTheWay.take()) {
        for (long left = chunk.due() - System.nanoTime(); left > 0; ) {
          LockSupport.parkNanos(left);
          left = chunk.due() - System.nanoTime();
        }
        passable.run();
        out.write(chunk.bytes());
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
