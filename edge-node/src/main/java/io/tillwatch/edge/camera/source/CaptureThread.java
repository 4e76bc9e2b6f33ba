package io.tillwatch.edge.camera.source;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that opens a device, reads it and gives it back. A read may hang for ever; then
 * the owner is abandoned: nobody listens to it any more, and should it ever wake up it closes what
 * it opened and ends.
 */
public final class CaptureThread {
  /** Who wants the frames; called on the owner's thread. */
  public interface Listener {
    void frame(CaptureThread from, byte[] jpeg);

    /** The device could not be opened, or broke; it is closed already. */
    void lost(CaptureThread from, String reason);

    /** The device is closed, as was asked. */
    void ended(CaptureThread from);
  }

  private final FrameSource source;
  private final Listener listener;
  private final Thread thread;
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile FrameSource.@Nullable Stream open;

  public CaptureThread(FrameSource source, Listener listener, long number) {
    this.source = source;
    this.listener = listener;
    this.thread = new Thread(this::run, "camera-owner-" + number);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Asks the owner to give the device back after the frame it is reading. */
  public void stop() {
    released.countDown();
  }

  /** Gives up on the owner, which a network or a process lets go of, and a driver may not. */
  public void abandon() {
    stop();
    cancel(open);
    thread.interrupt();
  }

  private static void cancel(FrameSource.@Nullable Stream stream) {
    if (stream != null) {
      stream.cancel();
    }
  }

  public boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    try {
      readUntilReleased();
      listener.ended(this);
    } catch (RuntimeException e) {
      listener.lost(this, reason(e));
    } catch (InterruptedException e) {
      listener.ended(this);
    }
  }

  private void readUntilReleased() throws InterruptedException {
    try (FrameSource.Stream stream = source.open()) {
      open = stream;
      for (int i = 0; i < source.warmUp() && !isReleased(); i++) {
        stream.read();
      }
      while (!isReleased()) {
        byte[] jpeg = stream.read();
        if (!isReleased()) {
          listener.frame(this, jpeg);
        }
        if (released.await(stream.pace().toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    }
  }

  private boolean isReleased() {
    return released.getCount() == 0;
  }

  private static String reason(RuntimeException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
