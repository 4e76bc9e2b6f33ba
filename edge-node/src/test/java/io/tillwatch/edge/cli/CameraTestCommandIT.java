package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.edge.camera.source.DemoPictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private int run(String... arguments) {
    return new CommandLine(new CameraTestCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
