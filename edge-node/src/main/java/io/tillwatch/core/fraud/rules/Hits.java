package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.RuleMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules found so far; of one rule only its strongest hit is kept. */
public final class Hits {
  private final List<Hit> active = new ArrayList<>(8);
  private final List<Hit> shadow = new ArrayList<>(0);
  private @Nullable Rule rule;
  private @Nullable RuleMode mode;
  private @Nullable Remedy remedy;

  /** Says whose hits follow. */
  public void of(Rule rule, RuleMode mode) {
    this.rule = rule;
    this.mode = mode;
    this.remedy = rule.remedy();
  }

  /** Adds strength to the rule's group. */
  public void add(int points, Evidence... evidence) {
    keep(points, false, false, evidence);
  }

  /** Adds strength that may hold a return and never makes a block. */
  public void doubt(int points, Evidence... evidence) {
    keep(points, false, true, evidence);
  }

  /** States a hard fact: the score is at least this. */
  public void floor(int points, Evidence... evidence) {
    keep(points, true, false, evidence);
  }

  /** Names another remedy than the rule's own for the hits that follow. */
  public Hits curedBy(@Nullable Remedy other) {
    remedy = other;
    return this;
  }

  /** Tells, whatever the rule's mode, what an opinion on trial says; it stands by itself. */
  void onTrial(int points, Evidence... evidence) {
    if (points > 0) {
      shadow.add(hit(points, false, false, evidence));
    }
  }

  private Hit hit(int points, boolean floor, boolean doubt, Evidence... evidence) {
    if (rule == null) {
      throw new IllegalStateException("a hit needs a rule: of() comes first");
    }
    return new Hit(rule.code(), rule.group(), points, floor, doubt, remedy, List.of(evidence));
  }

  private void keep(int points, boolean floor, boolean doubt, Evidence... evidence) {
    if (points <= 0) {
      return;
    }
    Hit hit = hit(points, floor, doubt, evidence);
    List<Hit> into = mode == RuleMode.SHADOW ? shadow : active;
    int last = into.size() - 1;
    if (last < 0 || into.get(last).code() != hit.code()) {
      into.add(hit);
    } else if (hit.outweighs(into.get(last))) {
      into.set(last, hit);
    }
  }

  /** Whether a rule that decides said yes already. */
  boolean has(ReasonCode code) {
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i).code() == code) {
        return true;
      }
    }
    return false;
  }

  public List<Hit> active() {
    return active;
  }

  public List<Hit> shadow() {
    return shadow;
  }
}
