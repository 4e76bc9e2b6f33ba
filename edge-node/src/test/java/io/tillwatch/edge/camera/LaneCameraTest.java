package io.tillwatch.edge.camera;

import static io.tillwatch.edge.camera.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.CameraTimings;
import io.tillwatch.edge.camera.ScriptedSource.Cable;
import io.tillwatch.edge.camera.source.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneCameraTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final CameraTimings QUICK =
      new CameraTimings(
          Duration.ofMillis(300),
          Duration.ofMillis(200),
          Duration.ofMillis(20),
          Duration.ofMillis(80),
          4,
          Duration.ofMillis(150),
          Duration.ofMillis(500));

  private final ScriptedSource source = new ScriptedSource();
  private final LaneCamera camera = new LaneCamera(source, QUICK, InstantSource.system());

  @AfterEach
  void letGo() {
    source.wake.countDown();
    camera.close();
  }

  @Test
  void isClosedUntilSomebodyNeedsIt() {
    assertThat(state()).isEqualTo("CLOSED");
    assertThat(source.opened).hasValue(0);
  }

  @Test
  void opensForALeaseAndClosesSomeTimeAfterTheLast() {
    try (CameraLease first = camera.lease(LONG);
        CameraLease second = camera.lease(LONG)) {
      assertThat(first.next(Instant.EPOCH, LONG)).isPresent();
      assertThat(second.next(Instant.EPOCH, LONG)).isPresent();
      assertThat(source.opened).hasValue(1);
    }
    assertThat(state()).isEqualTo("STREAMING");

    eventually(() -> assertThat(state()).isEqualTo("CLOSED"));
    assertThat(source.closed).hasValue(1);
    assertThat(source.threadOfItsOwn).isTrue();
  }

  @Test
  void endsAForgottenLeaseAtItsDeadline() {
    CameraLease forgotten = camera.lease(Duration.ofMillis(100));

    assertThat(forgotten.next(Instant.EPOCH, LONG)).isPresent();

    eventually(() -> assertThat(state()).isEqualTo("CLOSED"));
    assertThat(camera.leases()).isZero();
  }

  @Test
  void givesEachFrameOnceAndTheNewestFirst() {
    try (CameraLease lease = camera.lease(LONG)) {
      long before = 0;
      for (int i = 0; i < 20; i++) {
        Frame frame = lease.next(Instant.EPOCH, LONG).orElseThrow();
        assertThat(frame.number()).isGreaterThan(before);
        before = frame.number();
      }
    }
  }

  @Test
  void neverShowsAFrozenPictureOfACameraThatHangs() {
    try (CameraLease lease = camera.lease(LONG)) {
      assertThat(lease.next(Instant.EPOCH, LONG)).isPresent();
      source.cable = Cable.HANGING;

      eventually(() -> assertThat(describe()).startsWith("Camera offline since "));

      assertThat(camera.stuckReads()).isPositive();
      assertThat(lease.next(Instant.EPOCH, Duration.ZERO)).isEqualTo(Optional.empty());
    }
  }

  @Test
  void comesBackAfterAHangAndLetsTheStuckOwnerCloseWhatItOpened() {
    try (CameraLease lease = camera.lease(LONG)) {
      assertThat(lease.next(Instant.EPOCH, LONG)).isPresent();
      source.cable = Cable.HANGING;
      eventually(() -> assertThat(camera.stuckReads()).isPositive());

      source.cable = Cable.PLUGGED;
      eventually(() -> assertThat(state()).isEqualTo("STREAMING"));
      assertThat(lease.next(Instant.EPOCH, LONG)).isPresent();

      source.wake.countDown();
      eventually(() -> assertThat(camera.stuckReads()).isZero());
    }
    eventually(() -> assertThat(source.closed).hasValue(source.opened.get()));
    assertThat(source.threadOfItsOwn).isTrue();
  }

  @Test
  void triesAgainAfterTheCableIsPulledAndPluggedIn() {
    try (CameraLease lease = camera.lease(LONG)) {
      assertThat(lease.next(Instant.EPOCH, LONG)).isPresent();
      source.cable = Cable.PULLED;
      eventually(() -> assertThat(describe()).contains("unplugged"));

      source.cable = Cable.PLUGGED;

      eventually(() -> assertThat(state()).isEqualTo("STREAMING"));
    }
  }

  @Test
  void givesUpAfterSomeTriesUntilSomebodyAsksAgain() {
    source.cable = Cable.PULLED;
    try (CameraLease lease = camera.lease(LONG)) {
      eventually(() -> assertThat(state()).isEqualTo("FAILED"));
      assertThat(lease.next(Instant.EPOCH, Duration.ZERO)).isEmpty();
    }
    source.cable = Cable.PLUGGED;
    try (CameraLease lease = camera.lease(LONG)) {
      assertThat(lease.next(Instant.EPOCH, LONG)).isPresent();
    }
  }

  @Test
  void stopsTryingWhenEveryReadOfTheDriverHangs() {
    source.cable = Cable.HANGING;
    for (int round = 0; round < 3; round++) {
      try (CameraLease lease = camera.lease(LONG)) {
        eventually(() -> assertThat(state()).isEqualTo("FAILED"));
        assertThat(lease.next(Instant.EPOCH, Duration.ZERO)).isEmpty();
      }
    }
    assertThat(camera.stuckReads()).isEqualTo(4);
    assertThat(source.opened).hasValue(4);
  }

  private String state() {
    return camera.state().name();
  }

  private String describe() {
    return camera.state().describe();
  }
}
