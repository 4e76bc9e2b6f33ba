package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.SourceKind;
import java.time.Duration;

/** Drawn people, each frame marked as such; for demonstrations without a camera. */
public final class SyntheticSource implements FrameSource {
  private static final int FRAMES = 4;

  private volatile Portrait portrait = new Portrait(1, 1);

  /**
   * Drawing takes a core's whole time, a real camera takes none: a few frames come in turn, all
   * drawn before the first is shown, so that none is while its customer pays.
   */
  private record Portrait(long seed, long shot, byte[][] drawn) {
    Portrait(long seed, long shot) {
      this(seed, shot, new byte[FRAMES][]);
    }

    /** A frame of one's own: readers wipe what they were given. */
    byte[] frame(long number) {
      for (int at = 0; at < FRAMES && drawn[FRAMES - 1] == null; at++) {
        drawn[at] = DemoPictures.frameJpeg(seed, shot, at);
      }
      return drawn[(int) (number % FRAMES)].clone();
    }
  }

  @Override
  public Stream open() {
    return new Stream() {
      private long frame;

      @Override
      public byte[] read() {
        return portrait.frame(frame++);
      }

      @Override
      public Duration pace() {
        return Duration.ofMillis(40);
      }

      @Override
      public void close() {
        // a drawing holds nothing
      }
    };
  }

  @Override
  public void portray(long seed, long shot) {
    portrait = new Portrait(seed, shot);
  }

  @Override
  public SourceKind kind() {
    return SourceKind.DEMO;
  }

  @Override
  public String describe() {
    return "demo";
  }

  /** A few drawings come in turn. */
  @Override
  public boolean movesByNature() {
    return false;
  }
}
