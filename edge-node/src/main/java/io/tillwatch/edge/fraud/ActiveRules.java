package io.tillwatch.edge.fraud;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.scoring.BlockGuard;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.Return;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that judge: those of the book, less what the guard holds back. Every store works this
 * out by itself, from the same facts. For one thread.
 */
final class ActiveRules {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveRules.class);

  private final RuleBook book;
  private final BlockGuard guard = new BlockGuard();
  private @Nullable Rules rules;
  private @Nullable String model;

  ActiveRules(RuleBook book) {
    this.book = book;
  }

  /** Takes note of a rule set that some store committed. */
  void learn(RuleSet set, long hlc) {
    String before = book.isEmpty() ? null : book.id();
    try {
      book.offer(set, hlc);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("version", set.version())
          .addKeyValue("error", e.getMessage())
          .log("rules of another store cannot be read here; the rules in force stay");
      return;
    }
    if (!book.id().equals(before)) {
      guard.changed(book.current().judgingWith(model), set.at());
      rules = guard.rules();
    }
  }

  /**
   * Another model judges beside the rules, which the guard watches as it watches other rules.
   *
   * @param hash null for none
   */
  void promoted(@Nullable String hash, Instant at) {
    model = hash;
    if (!book.isEmpty()) {
      guard.changed(book.current().judgingWith(hash), at);
      rules = guard.rules();
    }
  }

  /** Takes note of an answer that is new here, whichever store gave it. */
  void judged(Posted posted) {
    if (posted.transaction() instanceof Return refund && rules != null) {
      boolean quiet = guard.alarm() == null;
      guard.judged(refund.at(), BlockGuard.isSoftBlock(posted.assessment(), rules));
      if (quiet && guard.alarm() != null) {
        rules = guard.rules();
        raise(guard.alarm());
      }
    }
  }

  /** The rules to judge by, of which the node's file holds the first. */
  Rules rules() {
    if (rules == null) {
      throw new IllegalStateException("expected rules, found that none were read yet");
    }
    return rules;
  }

  /** What the guard holds back and why, or null. */
  @Nullable GuardAlarm alarm() {
    return guard.alarm();
  }

  private static void raise(GuardAlarm alarm) {
    LOG.atError()
        .addKeyValue("version", alarm.version())
        .addKeyValue("since", alarm.since())
        .addKeyValue("rules", alarm.rules())
        .addKeyValue("returns", alarm.returns())
        .addKeyValue("blocks", alarm.blocks())
        .addKeyValue("normalPermille", alarm.normalPermille())
        .log("changed rules block too much; what they alone would block waits for a reviewer");
  }
}
