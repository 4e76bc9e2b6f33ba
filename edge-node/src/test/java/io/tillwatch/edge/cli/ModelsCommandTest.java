package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.vision.KnownModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code models check} says of a node's settings. */
class ModelsCommandTest {
  @TempDir private Path dir;

  private record Outcome(int code, String out) {}

  @Test
  void namesWhatIsInForceAndWhatWouldBeAccepted() throws IOException {
    Outcome said = check("");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .startsWith("detector: BlazeFace")
        .contains("in the jar", "licence     Apache-2.0", "trained on")
        .contains("recognizer: none; faces are not compared")
        .contains(KnownModels.YUNET, KnownModels.MOBILE_FACE, KnownModels.SFACE)
        .contains("two people below 0.263, one person from 0.463")
        .contains("not measured here");
  }

  @Test
  void refusesAFileThatNobodyKnowsAndOneThatIsNotThere() throws IOException {
    Path other = Files.writeString(dir.resolve("other.onnx"), "no model");

    Outcome unknown = check("models: {recognizer: " + other + "}");
    Outcome missing = check("models: {recognizer: " + dir.resolve("missing.onnx") + "}");

    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.out()).contains("refused", "not a known file for camera.models.recognizer");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out()).contains("expected a file of at most 200 MB there, found none");
  }

  @Test
  void allowsWhatTheOperatorAllows() throws IOException {
    Path other = Files.writeString(dir.resolve("other.onnx"), "no model");

    Outcome said = check("models: {recognizer: " + other + "}, allowUnknownModels: true");

    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("its figures are not calibrated");
  }

  private Outcome check(String camera) throws IOException {
    Path conf =
        Files.writeString(
            dir.resolve("conf.yaml"),
            """
            store: {id: store-x}
            http: {port: 18440}
            cluster: {port: 18441}
            redis: {port: 18442}
            dataDir: %s
            camera: {%s}
            fraud: {rulesFile: ../conf/rules.yaml, catalogFile: ../conf/catalog.yaml}
            """
                .formatted(dir.resolve("data"), camera));
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new Main())
            .setOut(new PrintWriter(out, true))
            .execute("models", "check", "--config", conf.toString());
    return new Outcome(code, out.toString());
  }
}
