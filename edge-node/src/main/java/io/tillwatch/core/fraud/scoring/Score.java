package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Contribution;
import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.rules.Hit;
import io.tillwatch.core.fraud.rules.MitigationEffect;
import java.util.ArrayList;
import java.util.List;

/**
 * The number that hits and mitigations make, in integers. A group weighs min(cap, strongest + share
 * of the second) x mitigation; the score is 100 x (1 - product over groups of (1 - weight)),
 * rounded half to even, and never below a hard fact's floor.
 *
 * @param value 0..100
 * @param contributions every group that weighs anything
 */
public record Score(int value, List<Contribution> contributions) {
  private static final long MILLION = 1_000_000L;
  private static final long PPM_PER_POINT = 10_000L;
  private static final EvidenceGroup[] GROUPS = EvidenceGroup.values();

  public Score {
    contributions = List.copyOf(contributions);
  }

  /** The same contributions under a cap. */
  Score atMost(int most) {
    return new Score(Math.min(value, most), contributions);
  }

  /** Whether a group weighs anything. */
  boolean weighs(EvidenceGroup group) {
    for (int i = 0; i < contributions.size(); i++) {
      if (contributions.get(i).group() == group) {
        return true;
      }
    }
    return false;
  }

  static Score of(List<Hit> hits, MitigationEffect effect, ScoreThresholds thresholds) {
    long remaining = MILLION * MILLION;
    List<Contribution> contributions = new ArrayList<>(hits.size());
    for (EvidenceGroup group : GROUPS) {
      long weight = isIn(hits, group) ? weight(group, hits, effect, thresholds) : 0;
      if (weight > 0) {
        contributions.add(new Contribution(group, (int) weight));
        remaining = remaining / MILLION * (MILLION - weight) + fraction(remaining, weight);
      }
    }
    int score = roundHalfEven(MILLION * MILLION - remaining, MILLION * PPM_PER_POINT);
    return new Score(Math.max(score, floor(hits, effect)), contributions);
  }

  private static boolean isIn(List<Hit> hits, EvidenceGroup group) {
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).group() == group) {
        return true;
      }
    }
    return false;
  }

  private static long fraction(long remaining, long weight) {
    return remaining % MILLION * (MILLION - weight) / MILLION;
  }

  private static int floor(List<Hit> hits, MitigationEffect effect) {
    int floor = 0;
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      if (effect.isFloor(hit)) {
        floor = Math.max(floor, hit.points());
      }
    }
    return floor;
  }

  private static long weight(
      EvidenceGroup group, List<Hit> hits, MitigationEffect effect, ScoreThresholds thresholds) {
    TopTwo all = new TopTwo();
    TopTwo capped = new TopTwo();
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      if (hit.group() == group && !effect.isFloor(hit)) {
        long ppm =
            hit.points() * PPM_PER_POINT * effect.permille(hit.code()) / MitigationEffect.WHOLE;
        (sharesValueCap(hit.code()) ? capped : all).take(ppm);
      }
    }
    all.take(Math.min(thresholds.valueCap() * PPM_PER_POINT, capped.weight(thresholds)));
    long weight = Math.min(thresholds.capOf(group) * PPM_PER_POINT, all.weight(thresholds));
    weight = weight * effect.permille(group) / MitigationEffect.WHOLE;
    return Math.min(weight, effect.capPoints(group) * PPM_PER_POINT);
  }

  private static boolean sharesValueCap(ReasonCode code) {
    return code == ReasonCode.HIGH_VALUE
        || code == ReasonCode.UNUSUAL_AMOUNT
        || code == ReasonCode.WATCHLISTED_ITEM;
  }

  private static int roundHalfEven(long value, long unit) {
    long whole = value / unit;
    long twice = 2 * (value % unit);
    boolean up = twice > unit || (twice == unit && whole % 2 == 1);
    return (int) (up ? whole + 1 : whole);
  }

  /** The two strongest of a group. */
  private static final class TopTwo {
    private long first;
    private long second;

    void take(long ppm) {
      if (ppm > first) {
        second = first;
        first = ppm;
      } else if (ppm > second) {
        second = ppm;
      }
    }

    long weight(ScoreThresholds thresholds) {
      return first + second * thresholds.secondPercent() / 100;
    }
  }
}
