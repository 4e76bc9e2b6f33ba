package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.camera.source.TestRtspCamera;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, which gets signals as an operator sends them. */
@Timeout(120)
class LiveCameraProcessIT {
  @TempDir private Path dir;

  @Test
  void leavesNoFfmpegBehindWhenItIsTerminated() throws Exception {
    assumeTrue(TestRtspCamera.hasFfmpeg(), "needs ffmpeg on the path: RTSP was not tested");
    Path log = dir.resolve("live.log");
    try (TestRtspCamera camera = TestRtspCamera.showing(dir, "lane:geheim")) {
      Process command = start(camera.uri("lane:geheim@").toString(), log);
      Await.until(
          "it shows pictures",
          Duration.ofSeconds(60),
          Duration.ofMillis(100),
          () -> text(log).contains("640 x 480"));
      List<ProcessHandle> children = command.descendants().toList();
      assertThat(children).hasSize(1);

      // SIGTERM
      command.destroy();

      Await.until(
          "neither it nor its ffmpeg runs",
          Duration.ofSeconds(10),
          () -> !command.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(text(log)).doesNotContain("geheim");
    }
  }

  private static Process start(String source, Path log) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.tillwatch.edge.cli.Main",
            "camera-test",
            "--live",
            "--source",
            source)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
