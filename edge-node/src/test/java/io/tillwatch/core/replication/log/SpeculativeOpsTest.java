package io.tillwatch.core.replication.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeculativeOpsTest {
  private final SpeculativeOps speculative = new SpeculativeOps();

  @Test
  void givesANamedOpItsTextAndTheTimeOfItsCommit() {
    speculative.keep(op(1, "text", "mac", 0));

    List<SignedOp> whole = speculative.whole(List.of(op(1, "text", "mac", 77).named()));

    assertThat(whole).containsExactly(op(1, "text", "mac", 77));
  }

  @Test
  void endsBeforeAnOpThatItWasNeverTold() {
    speculative.keep(op(2, "refused in the end", "another mac", 0));

    List<SignedOp> whole =
        speculative.whole(
            List.of(op(1, "in full", "m1", 5), op(2, "", "m2", 6), op(3, "later", "m3", 7)));

    assertThat(whole).containsExactly(op(1, "in full", "m1", 5));
  }

  @Test
  void givesATextOnceAndToItsOwnPlaceOnly() {
    speculative.keep(op(1, "text", "mac", 0));

    assertThat(speculative.whole(List.of(op(2, "", "mac", 5)))).isEmpty();
    assertThat(speculative.whole(List.of(op(1, "", "mac", 5)))).isEmpty();
  }

  @Test
  void forgetsTheOldestOfMany() {
    for (int seq = 1; seq <= 65; seq++) {
      speculative.keep(op(seq, "text", "mac" + seq, 0));
    }

    assertThat(speculative.whole(List.of(op(1, "", "mac1", 5)))).isEmpty();
    assertThat(speculative.whole(List.of(op(2, "", "mac2", 5)))).hasSize(1);
  }

  private static SignedOp op(long seq, String text, String mac, long committedMicros) {
    OpId id = new OpId(new StoreId("store-a"), new Position(1, seq));
    return new SignedOp(id, text, mac, committedMicros);
  }
}
