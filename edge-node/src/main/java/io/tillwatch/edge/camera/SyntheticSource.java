package io.tillwatch.edge.camera;

import io.tillwatch.edge.camera.model.SourceKind;
import java.time.Duration;

/** Drawn people, each frame marked as such; for demonstrations without a camera. */
final class SyntheticSource implements FrameSource {
  private volatile Portrait portrait = new Portrait(1, 1);

  private record Portrait(long seed, long shot) {}

  @Override
  public Stream open() {
    return new Stream() {
      private long frame;

      @Override
      public byte[] read() {
        Portrait now = portrait;
        return DemoPictures.frameJpeg(now.seed, now.shot, frame++);
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
}
