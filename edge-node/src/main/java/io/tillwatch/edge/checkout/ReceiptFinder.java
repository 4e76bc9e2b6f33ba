package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.checkout.ReceiptLookup;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.facts.FactDecoder;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a receipt: in this store's ledger, and where its sale is not known here in every store that
 * can be asked. Whoever knows it answers; the first that does ends the search.
 */
final class ReceiptFinder {
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** Most stores that are asked about one number, those first that may have issued it. */
  private static final int MOST_ASKED = 64;

  private final Bus bus;
  private final PeerWatermarks watermarks;
  private final Membership members;

  ReceiptFinder(Bus bus, PeerWatermarks watermarks, Membership members) {
    this.bus = bus;
    this.watermarks = watermarks;
    this.members = members;
  }

  /** What is known of the receipt here, or else in any store that answers in time. */
  Future<ReceiptKnowledge> find(String receipt) {
    return facts(receipt)
        .compose(
            facts -> {
              ReceiptHistory here = ReceiptHistory.of(facts);
              return here.sale() != null
                  ? Future.succeededFuture(new ReceiptKnowledge(here, Set.of(), Set.of()))
                  : new Search(receipt, facts).begin();
            });
  }

  /** The other stores that may have issued this number, or own now what those sold. */
  Set<String> possibleOwners(String receipt) {
    Set<String> issuers = issuers(receipt);
    return owners(issuers.isEmpty() ? watermarks.others() : issuers);
  }

  /** Known stores that may have printed this number; empty: any may have. */
  private Set<String> issuers(String receipt) {
    Set<String> stores = new HashSet<>(watermarks.others());
    stores.add(bus.self().value());
    stores.addAll(members.leaving());
    return ReceiptNumber.issuers(receipt, stores);
  }

  /** Who owns what these stores sold, but for this store itself. */
  Set<String> owners(Collection<String> sellers) {
    return sellers.stream()
        .map(members::ownerOf)
        .filter(owner -> !isSelf(owner))
        .collect(Collectors.toSet());
  }

  /** What this store's ledger knows of the receipt. */
  Future<ReceiptHistory> here(String receipt) {
    return facts(receipt).map(ReceiptHistory::of);
  }

  /** The same with what a store knows that answers; only what is known here where it does not. */
  Future<ReceiptHistory> hereAndIn(String store, String receipt) {
    return facts(receipt)
        .compose(
            facts ->
                ask(store, receipt)
                    .map(answer -> ReceiptHistory.of(merged(facts, answer.ops())))
                    .recover(away -> Future.succeededFuture(ReceiptHistory.of(facts))));
  }

  /** Answers another store that does not know the receipt. */
  Future<ReceiptLookup.Answer> answer(ReceiptLookup question) {
    return facts(question.receipt())
        .map(
            facts ->
                new ReceiptLookup.Answer(
                    facts.stream()
                        .filter(stored -> !isBlocked(stored))
                        .flatMap(
                            stored -> Stream.concat(Stream.of(stored), stored.about().stream()))
                        .limit(ReceiptLookup.MOST)
                        .map(stored -> OpCodec.encode(stored.op()))
                        .toList(),
                    watermarks.hasOwnFacts()));
  }

  private static boolean isBlocked(StoredFact stored) {
    return stored.fact() instanceof Posted posted && posted.status() == Posted.Status.BLOCKED;
  }

  private Future<List<StoredFact>> facts(String receipt) {
    return FactPages.all(bus, Indexes.receipt(receipt), true);
  }

  private Future<ReceiptLookup.Answer> ask(String store, String receipt) {
    return bus.ask(
        StoreChannels.RECEIPT_FACTS, new StoreId(store), new ReceiptLookup(receipt), PATIENCE);
  }

  /** Facts known here and facts of another store's answer, each once, with what speaks of it. */
  private static List<StoredFact> merged(List<StoredFact> here, List<String> texts) {
    Map<String, StoredFact> all = new LinkedHashMap<>();
    here.forEach(stored -> collect(all, stored));
    for (String text : texts) {
      Op op = OpCodec.decode(text);
      all.putIfAbsent(op.factId(), new StoredFact(op, FactDecoder.read(op), List.of()));
    }
    Map<String, List<StoredFact>> about = new HashMap<>();
    for (StoredFact stored : all.values()) {
      for (String of : stored.op().dependsOn()) {
        about.computeIfAbsent(of, id -> new ArrayList<>()).add(stored);
      }
    }
    return all.values().stream()
        .map(
            stored ->
                new StoredFact(
                    stored.op(),
                    stored.fact(),
                    about.getOrDefault(stored.op().factId(), List.of())))
        .toList();
  }

  private static void collect(Map<String, StoredFact> all, StoredFact stored) {
    all.putIfAbsent(stored.op().factId(), stored);
    stored.about().forEach(about -> all.putIfAbsent(about.op().factId(), about));
  }

  /** One receipt that is asked for in other stores. */
  private final class Search {
    private final String receipt;
    private final List<StoredFact> facts;

    /** Stores that may have issued the number, as far as it tells; empty: any. */
    private final Set<String> issuers;

    /** Those of them whose facts this store does not own, by who owns them now. */
    private final Set<String> possible;

    private final Set<String> silent = new HashSet<>();
    private final Promise<ReceiptKnowledge> found = Promise.promise();
    private int underWay;

    Search(String receipt, List<StoredFact> facts) {
      this.receipt = receipt;
      this.facts = facts;
      this.issuers = issuers(receipt);
      this.possible = possibleOwners(receipt);
    }

    Future<ReceiptKnowledge> begin() {
      silent.addAll(possible);
      boolean own = issuers.isEmpty() || issuers.contains(bus.self().value());
      if (own && !watermarks.hasOwnFacts()) {
        silent.add(bus.self().value());
      }
      Set<String> asked = new HashSet<>(possible);
      asked.removeIf(store -> !watermarks.isReachable(store));
      if (own || asked.size() < possible.size()) {
        // somebody else may have heard of it
        watermarks.reachable().stream().limit(MOST_ASKED).forEach(asked::add);
      }
      underWay = asked.size();
      asked.forEach(this::ask);
      if (asked.isEmpty()) {
        end();
      }
      return found.future();
    }

    private void ask(String store) {
      ReceiptFinder.this
          .ask(store, receipt)
          .onComplete(
              answered -> {
                underWay--;
                if (answered.succeeded()) {
                  heardFrom(store, answered.result());
                }
                if (underWay == 0) {
                  end();
                }
              });
    }

    private void heardFrom(String store, ReceiptLookup.Answer answer) {
      if (answer.complete()) {
        silent.remove(store);
      }
      if (!answer.ops().isEmpty() && !found.future().isComplete()) {
        ReceiptHistory history = ReceiptHistory.of(merged(facts, answer.ops()));
        if (history.sale() != null) {
          found.tryComplete(new ReceiptKnowledge(history, issuers, Set.of()));
        }
      }
    }

    private void end() {
      found.tryComplete(new ReceiptKnowledge(ReceiptHistory.of(facts), issuers, silent));
    }
  }

  private boolean isSelf(String store) {
    return store.equals(bus.self().value());
  }
}
