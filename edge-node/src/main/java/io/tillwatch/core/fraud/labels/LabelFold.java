package io.tillwatch.core.fraud.labels;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From facts, in any order, to the returns that a model may learn from. Left out are returns
 *
 * <ul>
 *   <li>of which no features were kept,
 *   <li>that a ledger fact decided: rules know those for sure, and a model would only learn them by
 *       heart,
 *   <li>that were blocked, declined, or wait, without a verdict: nobody knows what they were,
 *   <li>that were paid and of which nobody complained, where a fraud under the same account or card
 *       is known: who cheats once cheats more often than is found out.
 * </ul>
 *
 * For one thread.
 */
public final class LabelFold {
  /** So long somebody may complain of a paid return before it counts as honest. */
  public static final Duration MATURITY = Duration.ofDays(45);

  /** As old a return is looked at again once a fraud of the same person is known. */
  public static final Duration REACH = Duration.ofDays(365);

  private final int most;
  private final Map<String, MadeReturn> returns = new LinkedHashMap<>();
  private final Map<String, Said<Boolean>> decisions = new HashMap<>();
  private final Map<String, Said<Resolution.Outcome>> verdicts = new HashMap<>();
  private final Map<String, Said<Boolean>> findings = new HashMap<>();
  private final Map<String, Instant> disputes = new HashMap<>();
  private int dropped;

  /** Something said of a return, and when that was known. */
  private record Said<T>(T what, Instant known) {}

  /**
   * @param most returns that are kept; of more the first told are let go
   */
  public LabelFold(int most) {
    this.most = most;
  }

  /**
   * Takes note of a fact; those of other kinds say nothing about returns.
   *
   * @param known when the store that wrote it did
   */
  public void learn(@Nullable Record fact, Instant known) {
    if (fact instanceof PostedReturn posted) {
      add(posted);
    } else if (fact instanceof HeldDecision decision) {
      keepFirst(decisions, decision.of(), decision.approve(), known);
    } else if (fact instanceof Resolution resolution) {
      keepFirst(verdicts, resolution.of(), resolution.outcome(), known);
    } else if (fact instanceof DoubleRefundFinding finding && !finding.returns().isEmpty()) {
      String last = finding.returns().get(finding.returns().size() - 1);
      keepFirst(findings, last, !finding.isNothing(), known);
    } else if (fact instanceof Dispute dispute) {
      disputes.merge(dispute.receiptNumber(), known, LabelFold::earlier);
    }
  }

  private void add(PostedReturn posted) {
    FeatureRow features = posted.features();
    if (features == null || LedgerDecision.made(posted.assessment())) {
      return;
    }
    boolean paid = posted.status() == Posted.Status.COMPLETED;
    String id = posted.refund().id();
    returns.put(
        id,
        new MadeReturn(
            id,
            posted.refund().at(),
            posted.refund().receiptNumber(),
            paid,
            features,
            ReturningPerson.of(posted.refund())));
    if (returns.size() > most) {
      returns.remove(returns.keySet().iterator().next());
      dropped++;
    }
  }

  private static <T> void keepFirst(Map<String, Said<T>> said, String of, T what, Instant known) {
    said.merge(
        of,
        new Said<>(what, known),
        (one, other) -> other.known().isBefore(one.known()) ? other : one);
  }

  /** Returns that had no room. */
  public int dropped() {
    return dropped;
  }

  /** Returns that are kept, whether a label of theirs is known or not. */
  public int size() {
    return returns.size();
  }

  /** The returns whose label was known at a moment, in the order in which they were told. */
  public List<LabelledReturn> knownAt(Instant now) {
    Map<String, Label> labels = labels(now);
    List<LabelledReturn> labelled = new ArrayList<>(labels.size());
    for (MadeReturn each : returns.values()) {
      Label label = labels.get(each.id());
      if (label != null) {
        labelled.add(new LabelledReturn(each.id(), each.at(), each.features(), label));
      }
    }
    return labelled;
  }

  /** Every return that is kept, with what was known of it at a moment, as they were told. */
  public List<JudgedReturn> judgedAt(Instant now) {
    Map<String, Label> labels = labels(now);
    List<JudgedReturn> judged = new ArrayList<>(returns.size());
    for (MadeReturn each : returns.values()) {
      Label label = labels.get(each.id());
      judged.add(new JudgedReturn(each.id(), each.at(), !each.paid(), each.features(), label));
    }
    return judged;
  }

  /**
   * Paid returns that nobody judged and that are not known as frauds, made lately by people of whom
   * a fraud is known: most of what they do is never found, so somebody should look. Latest first,
   * without those that were chosen by chance, which somebody looks at anyway.
   *
   * @param most how many
   */
  public List<String> related(Instant now, int most) {
    Map<String, Label> labels = withSilence(now);
    Set<String> cheats = cheats(labels);
    return returns.values().stream()
        .filter(each -> each.paid() && !each.at().isBefore(now.minus(REACH)))
        .filter(each -> each.features().sampledPermille() == null)
        .filter(each -> until(verdicts.get(each.id()), now) == null)
        .filter(each -> isSilence(labels.get(each.id())) && each.person().isAmong(cheats))
        .sorted(Comparator.comparing(MadeReturn::at).reversed().thenComparing(MadeReturn::id))
        .limit(most)
        .map(MadeReturn::id)
        .toList();
  }

  /** By return; silence says nothing for somebody of whom a fraud is known. */
  private Map<String, Label> labels(Instant now) {
    Map<String, Label> labels = withSilence(now);
    Set<String> cheats = cheats(labels);
    for (MadeReturn each : returns.values()) {
      if (isSilence(labels.get(each.id())) && each.person().isAmong(cheats)) {
        labels.remove(each.id());
      }
    }
    return labels;
  }

  private Map<String, Label> withSilence(Instant now) {
    Map<String, Label> labels = new HashMap<>();
    for (MadeReturn each : returns.values()) {
      Label label = label(each, now);
      if (label != null) {
        labels.put(each.id(), label);
      }
    }
    return labels;
  }

  /** The names of everybody of whom a fraud is known. */
  private Set<String> cheats(Map<String, Label> labels) {
    Set<String> cheats = new HashSet<>();
    for (MadeReturn each : returns.values()) {
      Label label = labels.get(each.id());
      if (label != null && label.fraud()) {
        each.person().addTo(cheats);
      }
    }
    return cheats;
  }

  /** Whether nobody said anything, for long enough or not. */
  private static boolean isSilence(@Nullable Label label) {
    return label == null || label.source() == LabelSource.MATURITY;
  }

  private @Nullable Label label(MadeReturn of, Instant now) {
    Said<Resolution.Outcome> verdict = until(verdicts.get(of.id()), now);
    if (verdict != null) {
      return verdict.what() == Resolution.Outcome.INCONCLUSIVE
          ? null
          : new Label(
              verdict.what() == Resolution.Outcome.FRAUD, LabelSource.RESOLUTION, verdict.known());
    }
    Said<Boolean> finding = until(findings.get(of.id()), now);
    if (finding != null && finding.what()) {
      return new Label(true, LabelSource.FINDING, finding.known());
    }
    Instant paid = paid(of, now);
    if (paid == null) {
      return null;
    }
    Instant disputed = of.receipt() == null ? null : disputes.get(of.receipt());
    if (disputed != null && !disputed.isAfter(now)) {
      // charged back before it was refunded: rules know that for sure
      return disputed.isBefore(of.at()) ? null : new Label(true, LabelSource.DISPUTE, disputed);
    }
    Instant mature = paid.plus(MATURITY);
    return mature.isAfter(now) ? null : new Label(false, LabelSource.MATURITY, mature);
  }

  /** When it was paid, or null where it was not by then. */
  private @Nullable Instant paid(MadeReturn of, Instant now) {
    if (of.paid()) {
      return of.at();
    }
    Said<Boolean> decision = until(decisions.get(of.id()), now);
    return decision != null && decision.what() ? decision.known() : null;
  }

  private static <T> @Nullable Said<T> until(@Nullable Said<T> said, Instant now) {
    return said == null || said.known().isAfter(now) ? null : said;
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }
}
