package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.GrantRelease;
import io.tillwatch.core.checkout.RefundGrant;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grants of stores whose clocks are years off, which no return came to use. */
class OrphanedGrantIT {
  private static final Duration YEARS = Duration.ofDays(1000);

  private TestStore store;
  private OrphanedGrants grants;
  private long steadyMillis;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    store = new TestStore("store-b", dir, "k");
    grants = grants();
    await(store.bus().subscribe(Channels.COMMITTED, committed -> grants.committed(committed)));
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void areGivenBackWhenThisNodeHasKnownThemForAMinuteAndNotBefore() {
    await(grants.release());
    grant("g-behind", Instant.now().minus(YEARS));
    grant("g-ahead", Instant.now().plus(YEARS));

    steadyMillis += 59_000;
    await(grants.release());
    assertThat(released("g-behind")).isFalse();
    assertThat(released("g-ahead")).isFalse();

    steadyMillis += 2_000;
    await(grants.release());
    assertThat(released("g-behind")).isTrue();
    assertThat(released("g-ahead")).isTrue();
  }

  @Test
  void areFoundByTheNextRunOfTheNode() {
    grant("g-behind", Instant.now().minus(YEARS));
    for (int i = 0; i < 250; i++) {
      grant("g-" + i, Instant.now());
    }

    grants = grants();
    await(grants.release());
    assertThat(released("g-behind")).isFalse();
    steadyMillis += 61_000;
    await(grants.release());
    await(grants.release());

    assertThat(released("g-behind")).isTrue();
    assertThat(released("g-249")).isTrue();
  }

  private OrphanedGrants grants() {
    return new OrphanedGrants(
        store.bus(),
        new GrantReleases(store.bus(), InstantSource.system()),
        new Membership(),
        () -> steadyMillis);
  }

  private void grant(String id, Instant at) {
    RefundGrant grant =
        new RefundGrant(
            id,
            at,
            "store-a",
            "store-b",
            "R-" + id,
            "tx-" + id,
            List.of(new LineQuantity(0, 1, 100)));
    store.ask(Channels.COMMIT, Commit.of(GrantStore.draft(grant)));
  }

  private boolean released(String id) {
    return store.ask(Channels.FACTS, FactsQuery.one(id)).facts().get(0).about().stream()
        .anyMatch(about -> about.fact() instanceof GrantRelease);
  }
}
