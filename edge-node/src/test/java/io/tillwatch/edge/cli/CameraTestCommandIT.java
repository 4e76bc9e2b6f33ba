package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CameraTestCommandIT {
  @TempDir Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void verifiesADrawnPersonAndWritesThePhoto() throws IOException {
    Path photo = dir.resolve("photo.jpg");

    int code = run("--source", "demo", "--out", photo.toString());

    assertThat(code).isZero();
    assertThat(out.toString()).contains("verified    yes").contains("matching    not available");
    assertThat(PictureHeader.read(Files.readAllBytes(photo)).drawing()).isTrue();
  }

  @Test
  void endsWithOneWhereNobodyIsThere() throws IOException {
    Files.write(dir.resolve("empty.jpg"), DemoPictures.facelessJpeg(1));

    assertThat(run("--source", "folder:" + dir)).isEqualTo(1);
    assertThat(out.toString()).contains("NO_FACE");
  }

  @Test
  void endsWithTwoAndOneLineWhereThereIsNoPhoto() {
    assertThat(run("--source", "folder:" + dir.resolve("nowhere"))).isEqualTo(2);
    assertThat(run("--source", "none")).isEqualTo(2);
    assertThat(run("--source", "webcam")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).startsWith("tillwatch: "));
  }

  @Test
  void printsFramesMeasuresAndAHintWhileItLooksLive() throws IOException {
    Files.write(dir.resolve("empty.jpg"), DemoPictures.facelessJpeg(1));

    assertThat(run("--source", "demo", "--live", "--seconds", "3")).isZero();
    assertThat(run("--source", "folder:" + dir, "--live", "--seconds", "2")).isZero();

    assertThat(out.toString())
        .containsPattern(
            "[1-9]\\d?\\.\\d/s +640 x 480 +\\d+ (GOOD|LOW) +.*face_width=\\d+.*sharpness=")
        .containsPattern("\\d+\\.\\d/s +640 x 480 +0 REJECTED +Please look at the camera")
        .containsPattern("[1-9]\\d* frames looked at, 0 would count as a photo");
  }

  /** As a camera that is switched on only after the command was started. */
  @Test
  void goesOnWhileACameraIsAway() throws Exception {
    Path clip = dir.resolve("late.mjpeg");
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () -> run("--source", "file:" + clip, "--live", "--seconds", "6"));
    Await.until(
        "it says that there is no file",
        Duration.ofSeconds(20),
        Duration.ofMillis(50),
        () -> out.toString().contains("Expected a file at"));

    Files.write(clip, DemoPictures.personJpeg(1, 1));

    assertThat(code.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(out.toString()).contains("Camera offline since").contains("640 x 480");
  }

  @Test
  void endsWithTwoWhereThereWasNoPictureAtAll() {
    String nowhere = "folder:" + dir.resolve("nowhere");

    assertThat(run("--source", nowhere, "--live", "--seconds", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("no picture: Camera offline since");
  }

  @Test
  void namesTheLanesWithACameraOfTheirOwnWhereTheGivenOneHasNone() throws IOException {
    Path conf = dir.resolve("conf.yaml");
    Files.writeString(
        conf,
        """
        store: {id: store-x, name: X}
        http: {port: 18400}
        cluster: {port: 18401}
        camera: {source: demo, lanes: {A-02: demo, A-03: none}}
        """);

    assertThat(run("--config", conf.toString(), "--lane", "A-2")).isEqualTo(2);
    assertThat(run("--config", conf.toString(), "--lane", "A-03")).isEqualTo(2);
    assertThat(err.toString())
        .contains("expected a lane of camera.lanes, which are [A-02, A-03], found A-2")
        .contains("Lane A-03 has no camera");
  }

  private int run(String... arguments) {
    return new CommandLine(new CameraTestCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
