package io.tillwatch.edge.analytics;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.search.AuditCount;
import io.tillwatch.core.search.AuditIndex;
import io.tillwatch.core.search.Profile;
import io.tillwatch.core.search.SearchResult;
import io.tillwatch.core.search.Subject;
import io.tillwatch.core.search.TransactionIndex;
import io.tillwatch.core.search.TransactionQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** Feeds the indexes of transactions and of the audit trail, and answers from them. */
final class SearchFeed {
  /** Some 28 MB. */
  private static final int MOST_AUDITED = 1_000_000;

  private final TransactionIndex index;
  private final AuditIndex trail = new AuditIndex(MOST_AUDITED);
  private final InstantSource clock;
  private Set<String> taken = new HashSet<>();
  private boolean complete;

  SearchFeed(TransactionIndex index, InstantSource clock) {
    this.index = index;
    this.clock = clock;
  }

  Future<?> answerOn(Bus bus) {
    return bus.handle(Channels.TRANSACTIONS, this::answer)
        .compose(done -> bus.handle(Channels.AUDIT_COUNT, this::answer))
        .compose(done -> bus.handle(Channels.PROFILE, this::answer))
        .compose(done -> bus.handle(Channels.SEARCH, this::answer));
  }

  /** What was committed: while the past is read it may come twice. */
  void first(StoredFact stored) {
    if (stored.fact() instanceof Posted posted) {
      if (isNew(posted.transaction().id())) {
        index.add(stored);
      }
    } else if (stored.fact() instanceof AuditEntry entry) {
      if (isNew(entry.id())) {
        trail.add(entry.at(), entry.storeId(), entry.actor(), entry.action(), entry.target());
      }
    } else if (stored.fact() instanceof Erasure erasure && isNew(erasure.id())) {
      trail.add(
          erasure.at(), erasure.storeId(), erasure.by(), Erasure.ACTION, erasure.customerId());
    }
  }

  private boolean isNew(String id) {
    return complete || taken.add(id);
  }

  /** A transaction with what was said of it since. */
  void again(StoredFact stored) {
    index.again(stored);
  }

  /** The past was read. */
  void complete() {
    complete = true;
    taken = new HashSet<>();
  }

  private Future<TransactionQuery.Page> answer(TransactionQuery listing) {
    return Future.succeededFuture(index.list(listing, complete));
  }

  private Future<AuditCount.Answer> answer(AuditCount wanted) {
    return Future.succeededFuture(trail.count(wanted, complete));
  }

  private Future<Profile> answer(Subject subject) {
    return Future.succeededFuture(index.profile(subject, clock.instant(), complete));
  }

  private Future<SearchResult> answer(SearchResult.Query query) {
    return Future.succeededFuture(index.search(query.text(), clock.instant(), complete));
  }
}
