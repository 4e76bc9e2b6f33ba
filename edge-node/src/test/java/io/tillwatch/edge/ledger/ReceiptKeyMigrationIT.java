package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.TestStore;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts that the version before indexed by whatever was typed. */
class ReceiptKeyMigrationIT {
  private static final String PRINTED = "OSLO-1QK7R2M01C9-T3F";
  private static final String TYPED = "oslo-1qk7r2m01c9-t3f";

  private TestStore store;
  private RedisLink redis;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    store = new TestStore("store-a", dir, "k");
    redis = store.link();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void standUnderOneSpellingAfterTheStart() {
    // Given
    send(Request.cmd(Command.ZADD).arg("{tw}:index:receipt:" + PRINTED).arg(1).arg("sale-1"));
    send(Request.cmd(Command.ZADD).arg("{tw}:index:receipt:" + TYPED).arg(2).arg("back-1"));
    send(Request.cmd(Command.HSET).arg("{tw}:right:" + PRINTED).arg(0).arg(2));
    send(Request.cmd(Command.HSET).arg("{tw}:right:" + TYPED).arg(0).arg(-1));
    send(Request.cmd(Command.ZADD).arg("{tw}:index:receipt:A-1").arg(1).arg("other"));
    send(Request.cmd(Command.DEL).arg(RedisKeys.SPELLINGS));

    // When
    await(new ReceiptKeyMigration(redis).unite());

    // Then
    assertThat(facts(PRINTED)).containsExactly("sale-1", "back-1");
    assertThat(facts("A-1")).containsExactly("other");
    assertThat(store.ask(Channels.RIGHTS, new RightsQuery(PRINTED)).byLine()).containsEntry(0, 1);
    assertThat(send(Request.cmd(Command.EXISTS).arg("{tw}:right:" + TYPED)).toInteger()).isZero();

    // and a second time changes nothing
    await(new ReceiptKeyMigration(redis).unite());
    assertThat(facts(PRINTED)).containsExactly("sale-1", "back-1");
    assertThat(store.ask(Channels.RIGHTS, new RightsQuery(PRINTED)).byLine()).containsEntry(0, 1);
  }

  @Test
  void meetWhatAnotherStoreStillWritesAsItWasTyped() {
    commit("sale-1", PRINTED, RightChange.give("store-a", PRINTED, 0, 1));
    commit("back-1", TYPED, new RightChange("store-a", TYPED, 0, -1, false));

    for (String number : List.of(PRINTED, TYPED, "0SL01QK7R2M01C9T3F")) {
      assertThat(
              store
                  .ask(Channels.PAGE, new PageQuery(Indexes.receipt(number), null, 10, true, false))
                  .facts())
          .extracting(stored -> stored.op().factId())
          .containsExactlyInAnyOrder("sale-1", "back-1");
      assertThat(store.ask(Channels.RIGHTS, new RightsQuery(number)).byLine()).containsEntry(0, 0);
    }
  }

  private void commit(String id, String number, RightChange right) {
    store.ask(
        Channels.COMMIT,
        Commit.of(
            Draft.of(FactKind.DISPUTE, id, NOON, new Dispute(id, NOON, "store-a", number))
                .in(List.of(Indexes.receipt(number)))
                .moving(List.of(right))
                .build()));
  }

  private List<String> facts(String number) {
    Response ids =
        send(
            Request.cmd(Command.ZRANGE)
                .arg(RedisKeys.index(Indexes.receipt(number)))
                .arg(0)
                .arg(-1));
    return ids.stream().map(Response::toString).toList();
  }

  private Response send(Request request) {
    return await(redis.send(request));
  }
}
