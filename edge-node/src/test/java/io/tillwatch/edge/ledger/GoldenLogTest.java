package io.tillwatch.edge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.support.ExampleValues;
import io.tillwatch.edge.support.FactExamples;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.TestSeal;
import java.lang.reflect.Field;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a store writes into its Redis: an older or a newer node finds its facts there. */
class GoldenLogTest {
  private static final StoreId SELF = new StoreId("store-a");
  private static final String RECEIPT = "A-2026-000017";

  private final OpLog log =
      new OpLog(SELF, new TestSeal("golden"), InstantSource.fixed(ExampleValues.AT));

  @Test
  void theSignedOpsOfALogStay() {
    OpLog.Stamped first = epoch();
    OpLog.Stamped second = sale(OpLog.behind(first));

    new GoldenFile("log.txt").pins(lines(first) + lines(second));

    assertThat(log.isGenuine(first.signed())).isTrue();
    assertThat(second.op().previousHash()).isEqualTo(first.hash());
  }

  @Test
  void whatTheScriptsAreGivenStays() {
    OpLog.Stamped sale = sale(OpLog.behind(epoch()));
    ScriptCall call =
        new ScriptCall(new RightsOwnership(SELF), SELF, 1, ExampleValues.AT.toEpochMilli());

    call.add(sale.op(), sale.signed(), sale.hash(), List.of());

    new GoldenFile("script-call.txt")
        .pins(
            "keys\n"
                + String.join("\n", call.keys())
                + "\nargs\n"
                + String.join("\n", call.args())
                + "\n");
  }

  @Test
  void theKeysOfRedisStay() throws IllegalAccessException {
    TreeSet<String> keys = new TreeSet<>();
    for (Field field : RedisKeys.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        field.setAccessible(true);
        keys.add((String) field.get(null));
      }
    }
    keys.addAll(
        List.of(
            RedisKeys.probe("store-a"),
            RedisKeys.log("store-b"),
            RedisKeys.salvage("store-b"),
            RedisKeys.fact("tx_1"),
            RedisKeys.index(Indexes.FACTS),
            RedisKeys.index(Indexes.receipt(" a-2026 000017")),
            RedisKeys.index(Indexes.about("tx_1")),
            RedisKeys.index(Indexes.reference("7KQ2M9XA")),
            RedisKeys.index(Indexes.customer("C-1")),
            RedisKeys.index(Indexes.grants("store-b")),
            RedisKeys.index(Indexes.triesOf(Indexes.customer("C-1"))),
            RedisKeys.right(RECEIPT),
            RedisKeys.idempotency("key_1", "once"),
            RedisKeys.photo(ExampleValues.SHA256),
            RedisKeys.blob(ExampleValues.SHA256)));

    new GoldenFile("redis-keys.txt").pins(String.join("\n", keys) + "\n");
  }

  private OpLog.Stamped epoch() {
    Record body = FactExamples.of(FactKind.EPOCH).get(0);
    Draft draft = Draft.about(FactKind.EPOCH, "epoch_1", ExampleValues.AT, body);
    return log.stamp(draft, log.openEpoch(Position.START, ""));
  }

  private OpLog.Stamped sale(OpLog.Head head) {
    Draft draft =
        Draft.of(FactKind.SALE, "tx_1", ExampleValues.AT, FactExamples.of(FactKind.SALE).get(0))
            .about(List.of("ph_1"))
            .in(List.of(Indexes.TRANSACTIONS, Indexes.receipt(RECEIPT), Indexes.customer("C-1")))
            .moving(
                List.of(
                    RightChange.give("store-a", RECEIPT, 0, 1),
                    RightChange.take("store-b", "B-1", 0, 2)))
            .build();
    return log.stamp(draft, head);
  }

  private static String lines(OpLog.Stamped stamped) {
    return "stamp "
        + stamped.op().id().position()
        + "\nop "
        + stamped.signed().text()
        + "\nmac "
        + stamped.signed().mac()
        + "\nhash "
        + stamped.hash()
        + "\n";
  }
}
