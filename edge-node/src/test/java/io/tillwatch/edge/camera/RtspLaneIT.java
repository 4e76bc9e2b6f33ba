package io.tillwatch.edge.camera;

import static io.tillwatch.edge.camera.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.CameraTimings;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.FrameSources;
import io.tillwatch.edge.camera.source.TestRtspCamera;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class RtspLaneIT {
  @TempDir private static Path dir;

  @BeforeAll
  static void needsFfmpeg() {
    assumeTrue(TestRtspCamera.hasFfmpeg(), "needs ffmpeg on the path: RTSP was not tested");
  }

  @Test
  void takesAPhotoThatIsNoStill() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (TestRtspCamera camera = TestRtspCamera.showing(dir, "");
        CameraService service =
            CameraService.of(
                vertx,
                CameraConfig.of(CameraSource.parse(camera.uri("").toString())),
                InstantSource.system())) {
      CapturedPhoto photo =
          service
              .capture(null, 1, 1)
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);

      assertThat(photo.report().issues()).isEmpty();
      assertThat(photo.report().source()).isEqualTo(SourceKind.LIVE_CAMERA);
    } finally {
      vertx.close();
    }
    eventually(() -> assertThat(children()).isEmpty());
  }

  @Test
  void comesBackAfterItsProcessWasKilledAndAfterASilenceAndLeavesNoneBehind() throws Exception {
    try (TestRtspCamera camera = TestRtspCamera.showing(dir, "");
        LaneCamera lane =
            new LaneCamera(
                FrameSources.of(CameraSource.parse(camera.uri("").toString())).orElseThrow(),
                CameraTimings.standard(),
                InstantSource.system());
        CameraLease lease = lane.lease(Duration.ofMinutes(2))) {
      assertThat(lease).isNotNull();
      ProcessHandle first = streaming(lane);

      first.destroyForcibly();

      eventually(() -> assertThat(lane.state().name()).isNotEqualTo("STREAMING"));
      ProcessHandle second = streaming(lane);
      assertThat(second.pid()).isNotEqualTo(first.pid());

      camera.fallSilent(true);

      eventually(
          () -> {
            assertThat(lane.state().describe()).contains("no picture for 2000 ms");
            assertThat(second.isAlive()).isFalse();
          });
      camera.fallSilent(false);
      assertThat(streaming(lane).pid()).isNotEqualTo(second.pid());
    }
    eventually(() -> assertThat(children()).isEmpty());
  }

  private static ProcessHandle streaming(LaneCamera lane) {
    eventually(() -> assertThat(lane.state().name()).isEqualTo("STREAMING"));
    assertThat(children()).hasSize(1);
    return children().get(0);
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(each -> each.info().command().orElse("").endsWith("ffmpeg"))
        .toList();
  }
}
