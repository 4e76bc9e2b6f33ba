package io.tillwatch.edge.proof;

import io.tillwatch.edge.proof.StoreStaff.Article;
import io.tillwatch.edge.proof.Till.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * People who try everything to be paid twice, in all stores at once: each sale is asked for again
 * and again, under other spellings, as a repetition of any other try; reviewers approve anything
 * that is held, in any store.
 */
final class RefundLoad {
  private static final int RECENT = 12;
  private static final int ACTIONS = 12;
  private static final int MOST_UNITS = 3;
  private static final int MOST_PAUSE_MILLIS = 120;
  private static final int FULL_PERCENT = 100;
  private static final int DEARER_PERCENT = 130;
  private static final int INVENTED = 1 << 20;

  private record Receipt(String number, Article article) {}

  private record Try(String id, Receipt receipt, String status) {}

  private final List<StoreStaff> desks;
  private final RunLog journal;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final ExecutorService people;
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Try> tries = new ArrayList<>();
  private final List<String> unexpected = new ArrayList<>();

  /** Begins, with so many people in each store. */
  RefundLoad(List<StoreStaff> desks, int perStore, long seed, RunLog journal) {
    this.desks = desks;
    this.journal = journal;
    people = Executors.newFixedThreadPool(desks.size() * perStore);
    for (int i = 0; i < desks.size() * perStore; i++) {
      StoreStaff desk = desks.get(i % desks.size());
      Random chance = new Random(seed * 1_000 + i);
      people.execute(() -> act(desk, chance));
    }
  }

  /** Lets everybody finish. */
  void stop(Duration patience) {
    stopped.set(true);
    people.shutdown();
    try {
      if (!people.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        unexpected("somebody had no answer after " + patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A reviewer of some store approves each return that was held and not settled since. */
  void approveAll(Random chance) {
    for (Try each : List.copyOf(tries)) {
      if (each.status().equals("HELD")) {
        approve(desks.get(chance.nextInt(desks.size())), each);
      }
    }
  }

  int triesCount() {
    return tries.size();
  }

  /** Answers that nobody should ever get. */
  synchronized List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  private void act(StoreStaff desk, Random chance) {
    while (!stopped.get()) {
      int action = chance.nextInt(ACTIONS);
      if (action < 2) {
        sell(desk, chance);
      } else if (action < 9) {
        recent(receipts, chance).ifPresent(receipt -> takeBack(desk, receipt, chance));
      } else if (action < 11) {
        recent(tries, chance).ifPresent(each -> settle(desk, each, chance));
      } else {
        takeBack(desk, invented(desk, chance), chance);
      }
      LockSupport.parkNanos(Duration.ofMillis(chance.nextInt(MOST_PAUSE_MILLIS)).toNanos());
    }
  }

  private void sell(StoreStaff desk, Random chance) {
    Article article = chance.nextInt(4) == 0 ? Article.SHIRT_002 : Article.SHIRT_001;
    int units = 1 + chance.nextInt(MOST_UNITS) / 2;
    desk.sell(article, units)
        .ifPresent(
            sold -> {
              if (expect(sold, 201)) {
                note(sold.receipt(), desk, "sells %d %s".formatted(units, article), sold);
                add(receipts, new Receipt(sold.receipt(), article));
              }
            });
  }

  private void takeBack(StoreStaff desk, Receipt receipt, Random chance) {
    NumberSpelling spelling = NumberSpelling.any(chance);
    String retryOf =
        chance.nextInt(4) == 0 ? recent(tries, chance).map(Try::id).orElse(null) : null;
    int units = 1 + chance.nextInt(MOST_UNITS) / 2;
    // a price above what was paid is held, with its right
    int percent = chance.nextInt(4) == 0 ? DEARER_PERCENT : FULL_PERCENT;
    String what =
        "takes back %d at %d %%, %s, retryOf %s".formatted(units, percent, spelling, retryOf);
    note(receipt.number(), desk, what + " ...", null);
    Optional<Answer> answer =
        desk.takeBack(
            spelling.of(receipt.number()),
            receipt.article(),
            units,
            (long) receipt.article().price() * percent / FULL_PERCENT,
            retryOf);
    note(receipt.number(), desk, what, answer.orElse(null));
    answer
        // a retryOf of something else may be refused
        .filter(back -> back.status() == 201 || (retryOf == null && expect(back, 201)))
        .ifPresent(
            back -> add(tries, new Try(back.transactionId(), receipt, back.transactionStatus())));
  }

  private void settle(StoreStaff desk, Try each, Random chance) {
    if (chance.nextInt(3) == 0) {
      note(each.receipt().number(), desk, "pays out " + each.id(), payOut(desk, each));
    } else if (each.status().equals("HELD")) {
      approve(desk, each);
    }
  }

  private static Answer payOut(StoreStaff desk, Try each) {
    return desk.payOut(each.id()).orElse(null);
  }

  private void approve(StoreStaff desk, Try held) {
    note(held.receipt().number(), desk, "approves " + held.id() + " ...", null);
    Answer answer = desk.approve(held.id()).orElse(null);
    note(held.receipt().number(), desk, "approves " + held.id(), answer);
  }

  private static Receipt invented(StoreStaff desk, Random chance) {
    String prefix = desk.store().equals("store-a") ? "B" : "A";
    return new Receipt(
        "%s-1QK7R%06d-T3F".formatted(prefix, chance.nextInt(INVENTED)), Article.SHIRT_001);
  }

  private boolean expect(Answer answer, int status) {
    if (answer.status() != status) {
      unexpected(answer.toString());
    }
    return answer.status() == status;
  }

  private synchronized void unexpected(String what) {
    unexpected.add(what);
  }

  private void note(String receipt, StoreStaff desk, String what, Answer answer) {
    journal.note(
        PrintedNumber.canonical(receipt),
        "%s %s %s%s".formatted(desk.store(), what, receipt, answer == null ? "" : text(answer)));
  }

  private static String text(Answer answer) {
    StringBuilder text = new StringBuilder(" -> " + answer.status());
    text.append(' ').append(answer.body().path("code").asText());
    text.append(answer.transactionId()).append(' ').append(answer.transactionStatus());
    text.append(answer.body().path("transaction").path("standIn").asBoolean() ? " stand-in" : "");
    answer
        .body()
        .path("assessment")
        .path("reasons")
        .forEach(reason -> text.append(' ').append(reason.path("code").asText()));
    return text.toString();
  }

  private <T> void add(List<T> list, T each) {
    synchronized (this) {
      list.add(each);
    }
  }

  /** One of the latest; empty where there is none. */
  private <T> Optional<T> recent(List<T> list, Random chance) {
    synchronized (this) {
      int first = Math.max(0, list.size() - RECENT);
      return list.isEmpty()
          ? Optional.empty()
          : Optional.of(list.get(first + chance.nextInt(list.size() - first)));
    }
  }
}
