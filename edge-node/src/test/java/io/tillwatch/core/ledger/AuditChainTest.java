package io.tillwatch.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static List<String> export() {
    AuditChain chain = new AuditChain(AuditChain.GENESIS);
    return new ArrayList<>(
        IntStream.range(0, 6).mapToObj(i -> chain.link("{\"n\":" + i + ",\"é\":\"x\"}")).toList());
  }

  private static void follow(List<String> lines) {
    AuditChain chain = new AuditChain(AuditChain.GENESIS);
    lines.forEach(chain::follow);
  }

  @Test
  void followsWhatItLinked() {
    List<String> lines = export();

    AuditChain chain = new AuditChain(AuditChain.GENESIS);
    lines.forEach(chain::follow);

    assertThat(chain.lines()).isEqualTo(6);
    assertThat(lines.get(5)).startsWith("{\"hash\":\"" + chain.last() + "\",\"prev\":\"");
  }

  @Test
  void seesAChangedLine() {
    List<String> lines = export();
    lines.set(3, lines.get(3).replace("\"n\":3", "\"n\":4"));

    assertThatThrownBy(() -> follow(lines)).hasMessageContaining("was changed");
  }

  @Test
  void seesALineThatIsMissingOrElsewhere() {
    List<String> missing = export();
    missing.remove(2);
    List<String> swapped = export();
    Collections.swap(swapped, 2, 3);

    assertThatThrownBy(() -> follow(missing)).hasMessageContaining("does not follow");
    assertThatThrownBy(() -> follow(swapped)).hasMessageContaining("does not follow");
  }

  @Test
  void seesALineThatWasPutInWithAHashOfItsOwn() {
    List<String> lines = export();
    lines.add(3, new AuditChain(AuditChain.GENESIS).link("{\"n\":9}"));

    assertThatThrownBy(() -> follow(lines)).hasMessageContaining("does not follow");
  }

  @Test
  void goesOnBehindAnEarlierExport() {
    AuditChain first = new AuditChain(AuditChain.GENESIS);
    first.link("{\"n\":0}");
    String next = new AuditChain(first.last()).link("{\"n\":1}");

    AuditChain chain = new AuditChain(first.last());
    chain.follow(next);

    assertThat(chain.lines()).isEqualTo(1);
    assertThatThrownBy(() -> new AuditChain("short")).isInstanceOf(IllegalArgumentException.class);
  }
}
