package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.FrameSource;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A camera whose cable is in the test's hand: it can be missing, hang in a read, and come back. */
final class ScriptedSource implements FrameSource {
  /** What happens at the next open or read. */
  enum Cable {
    PLUGGED,
    PULLED,
    HANGING
  }

  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final CountDownLatch wake = new CountDownLatch(1);
  volatile Cable cable = Cable.PLUGGED;
  volatile boolean threadOfItsOwn = true;

  @Override
  public Stream open() {
    if (cable == Cable.PULLED) {
      throw new CameraUnavailableException("not plugged in");
    }
    opened.incrementAndGet();
    return new Frames(Thread.currentThread());
  }

  private final class Frames implements Stream {
    private final Thread owner;
    private int number;

    Frames(Thread owner) {
      this.owner = owner;
    }

    @Override
    public byte[] read() {
      threadOfItsOwn &= Thread.currentThread() == owner;
      if (cable == Cable.PULLED) {
        throw new CameraUnavailableException("unplugged");
      }
      while (cable == Cable.HANGING && wake.getCount() > 0) {
        hang();
      }
      return new byte[] {(byte) ++number};
    }

    /** Like a driver's read: no interrupt gets through. */
    private void hang() {
      try {
        wake.await();
      } catch (InterruptedException e) {
        // a driver does not care
      }
    }

    @Override
    public Duration pace() {
      return Duration.ofMillis(5);
    }

    @Override
    public void close() {
      threadOfItsOwn &= Thread.currentThread() == owner;
      closed.incrementAndGet();
    }
  }

  @Override
  public SourceKind kind() {
    return SourceKind.LIVE_CAMERA;
  }

  @Override
  public String describe() {
    return "scripted";
  }
}
