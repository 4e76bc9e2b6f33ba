package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.AuditChain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAuditCommandTest {
  @TempDir Path dir;

  private static List<String> export() {
    AuditChain chain = new AuditChain(AuditChain.GENESIS);
    return new ArrayList<>(
        List.of(
            chain.link("{\"kind\":\"BEGIN\"}"),
            chain.link("{\"kind\":\"RETURN\",\"score\":95}"),
            chain.link("{\"kind\":\"END\",\"lines\":3}")));
  }

  private int verify(List<String> lines) throws IOException {
    Path file = Files.write(dir.resolve("audit.ndjson"), lines);
    return Main.run("verify-audit", file.toString());
  }

  @Test
  void takesAnExportThatIsWhole() throws IOException {
    assertThat(verify(export())).isZero();
  }

  @Test
  void refusesOneThatWasChangedOrCutOff() throws IOException {
    List<String> changed = export();
    changed.set(1, changed.get(1).replace("95", "15"));

    assertThat(verify(changed)).isEqualTo(Main.FAILED);
    assertThat(verify(export().subList(0, 2))).isEqualTo(Main.FAILED);
    assertThat(verify(List.of())).isEqualTo(Main.FAILED);
  }

  @Test
  void saysThatNothingWasCheckedWhereThereIsNothingToRead() throws IOException {
    Path binary = Files.write(dir.resolve("photo.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, 10});

    for (Path file : List.of(dir.resolve("none"), dir, binary)) {
      StringWriter err = new StringWriter();
      int code = Main.run(new PrintWriter(err, true), "verify-audit", file.toString());

      assertThat(code).as("not what tampering answers").isEqualTo(Main.UNUSABLE);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .contains(file.toString(), "nothing was checked")
          .doesNotContain("Exception");
    }
  }
}
