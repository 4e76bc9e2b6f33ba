package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @Test
  @Timeout(60)
  void showsHowItStandsAndSaysInWordsWhatFailed(@TempDir Path dir) throws IOException {
    Path keys = Files.writeString(dir.resolve("keys.json"), "{\"kiosk\":\"0123456789abcdef\"}");
    String nobody = "http://127.0.0.1:" + Ports.free();
    StringWriter said = new StringWriter();

    int code =
        Main.run(
            new PrintWriter(said, true),
            "simulate",
            "--store",
            nobody + "=" + keys,
            "--seconds",
            "6",
            "--rate",
            "5");

    assertThat(code).isEqualTo(Main.FAILED);
    assertThat(said.toString())
        .contains("5 s of 6: 0 answers", "30 of 30 requests failed:")
        .contains("30 x no node answers at " + nobody)
        .doesNotContain("Exception");
  }
}
