package io.tillwatch.core.alerts;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it stands at one moment: a pure fold over what raised it, a transaction that was not
 * approved or a finding in the merged history, and the facts about that, equal in every store that
 * knows the same facts. Status only ever rises: OPEN, CLAIMED, RESOLVED; a claim nobody worked on
 * is let go, see {@link ClaimState}.
 *
 * @param transaction what raised it; of a finding the latest return it rests on, null where that is
 *     not known here
 * @param finding what raised it, or null where a transaction did
 * @param hold who works on it, or until when nobody need
 * @param resolutions every verdict, in order of time; all are kept
 * @param timeline what happened, in order of time
 */
public record AlertView(
    String id,
    @Nullable TransactionView transaction,
    @Nullable DoubleRefundFinding finding,
    Status status,
    ClaimState hold,
    List<Resolution> resolutions,
    List<Step> timeline) {

  /** How far an alert got. */
  public enum Status {
    OPEN,
    CLAIMED,
    RESOLVED
  }

  /**
   * One thing that happened.
   *
   * @param what stable upper-case verb
   * @param by who, or null for the node itself
   * @param note their words, or null
   */
  public record Step(
      Instant at, String storeId, String what, @Nullable String by, @Nullable String note) {}

  private static final String PREFIX = "al_";
  private static final Comparator<Step> BY_TIME =
      Comparator.comparing(Step::at).thenComparing(Step::storeId).thenComparing(Step::what);

  public AlertView {
    resolutions = List.copyOf(resolutions);
    timeline = List.copyOf(timeline);
  }

  /** The alert's id of the id of the fact that raised it. */
  public static String idOf(String factId) {
    return PREFIX + factId;
  }

  /** The id of the fact that raised the alert; empty where the text is no alert's id. */
  public static Optional<String> factIdOf(String alertId) {
    return alertId.startsWith(PREFIX) && alertId.length() > PREFIX.length()
        ? Optional.of(alertId.substring(PREFIX.length()))
        : Optional.empty();
  }

  /** The alert that this fact raised, or empty where it raised none. */
  public static Optional<AlertView> of(StoredFact stored, Instant now) {
    if (stored.fact() instanceof DoubleRefundFinding doubleRefundFinding) {
      return Optional.of(fold(doubleRefundFinding, stored, now));
    }
    return TransactionView.of(stored)
        .filter(AlertView::raises)
        .map(view -> fold(view, stored, now));
  }

  /** This alert of a finding, with the transaction it rests on. */
  public AlertView with(@Nullable TransactionView known) {
    return new AlertView(id, known, finding, status, hold, resolutions, timeline);
  }

  /** This alert of a finding, as the merged history shows it by now. */
  public AlertView with(DoubleRefundFinding now) {
    return new AlertView(id, transaction, now, status, hold, resolutions, timeline);
  }

  /** Who works on it, or null. */
  public @Nullable String claimedBy() {
    return hold.by();
  }

  /** What it is about: TRANSACTION, or the kind of finding. */
  public String kind() {
    return finding == null ? "TRANSACTION" : finding.kind().name();
  }

  private static boolean raises(TransactionView view) {
    return raises(view.posted());
  }

  /** Whether a transaction raises an alert. */
  static boolean raises(Posted posted) {
    return posted.assessment().decision() != Decision.APPROVE
        || posted.status() != Posted.Status.COMPLETED;
  }

  /** When it was raised. */
  public Instant createdAt() {
    return finding == null ? raising().posted().transaction().at() : finding.at();
  }

  /** Where it was raised: the store of the transaction, of a finding the store that had sold. */
  public String storeId() {
    return finding == null ? raising().posted().transaction().storeId() : finding.storeId();
  }

  /** The transaction that a verdict is about. */
  public String transactionId() {
    return finding == null ? raising().id() : latestReturn(finding);
  }

  /** The return that a finding rests on last. */
  public static String latestReturn(DoubleRefundFinding doubleRefundFinding) {
    return doubleRefundFinding.returns().get(doubleRefundFinding.returns().size() - 1);
  }

  /** Two reviewers came to different verdicts. */
  public boolean conflict() {
    return resolutions.stream().map(Resolution::outcome).distinct().count() > 1;
  }

  /** The verdict that stands: the first, in order of time; null while there is none. */
  public @Nullable Resolution verdict() {
    return resolutions.isEmpty() ? null : resolutions.get(0);
  }

  /** What the attempt asked for, or what was paid too much; in minor units. */
  public long amountMinor() {
    return finding == null ? raising().posted().transaction().totalMinor() : finding.overMinor();
  }

  /** The store that sold what was to be returned, or null. */
  public @Nullable String originalStoreId() {
    if (finding != null) {
      return finding.storeId();
    }
    return raising().posted() instanceof PostedReturn refund ? refund.home() : null;
  }

  private TransactionView raising() {
    if (transaction == null) {
      throw new IllegalStateException("alert " + id + " has neither a transaction nor a finding");
    }
    return transaction;
  }

  private static AlertView fold(
      DoubleRefundFinding doubleRefundFinding, StoredFact stored, Instant now) {
    Step raised =
        new Step(
            doubleRefundFinding.at(),
            doubleRefundFinding.storeId(),
            "RAISED",
            null,
            doubleRefundFinding.kind().name());
    return fold(doubleRefundFinding.id(), null, doubleRefundFinding, raised, stored, now);
  }

  private static AlertView fold(TransactionView view, StoredFact stored, Instant now) {
    var transaction = view.posted().transaction();
    String decision = view.posted().assessment().decision().name();
    Step raised = new Step(transaction.at(), transaction.storeId(), "RAISED", null, decision);
    return fold(view.id(), view, null, raised, stored, now);
  }

  private static AlertView fold(
      String factId,
      @Nullable TransactionView view,
      @Nullable DoubleRefundFinding doubleRefundFinding,
      Step raised,
      StoredFact stored,
      Instant now) {
    List<Resolution> resolutions = facts(stored, Resolution.class);
    resolutions.sort(Comparator.comparing(Resolution::at).thenComparing(Resolution::id));
    List<Claim> claims = facts(stored, Claim.class);
    claims.sort(Comparator.comparing(Claim::at).thenComparing(Claim::id));
    ClaimState hold = resolutions.isEmpty() ? ClaimState.of(claims).at(now) : ClaimState.NONE;
    Status open = hold.by() == null ? Status.OPEN : Status.CLAIMED;
    Status status = resolutions.isEmpty() ? open : Status.RESOLVED;
    return new AlertView(
        idOf(factId),
        view,
        doubleRefundFinding,
        status,
        hold,
        resolutions,
        timeline(raised, stored));
  }

  private static List<Step> timeline(Step raised, StoredFact stored) {
    List<Step> steps = new ArrayList<>();
    for (StoredFact about : stored.about()) {
      step(about.fact()).ifPresent(steps::add);
    }
    steps.sort(BY_TIME);
    steps.add(0, raised);
    return steps;
  }

  private static Optional<Step> step(@Nullable Record fact) {
    if (fact instanceof Claim claim) {
      return Optional.of(step(claim));
    }
    if (fact instanceof AlertNote note) {
      return Optional.of(new Step(note.at(), note.storeId(), "NOTED", note.by(), note.text()));
    }
    if (fact instanceof Resolution found) {
      String what = "RESOLVED_" + found.outcome();
      return Optional.of(new Step(found.at(), found.storeId(), what, found.by(), found.note()));
    }
    if (fact instanceof HeldDecision decided) {
      String what = decided.approve() ? "RETURN_APPROVED" : "RETURN_DECLINED";
      return Optional.of(
          new Step(decided.at(), decided.storeId(), what, decided.by(), decided.note()));
    }
    if (fact instanceof FirstApproval first) {
      return Optional.of(
          new Step(first.at(), first.storeId(), "FIRST_APPROVAL", first.by(), first.note()));
    }
    if (fact instanceof Payout paid) {
      return Optional.of(new Step(paid.at(), paid.paidAt(), "PAID_OUT", paid.by(), null));
    }
    return Optional.empty();
  }

  private static Step step(Claim claim) {
    Instant until = claim.snoozedUntil();
    String letGo = until == null ? "RELEASED" : "SNOOZED";
    String what = claim.claimed() ? "CLAIMED" : letGo;
    String note = until == null ? null : until.toString();
    return new Step(claim.at(), claim.storeId(), what, claim.by(), note);
  }

  private static <T> List<T> facts(StoredFact stored, Class<T> type) {
    List<T> found = new ArrayList<>();
    stored.about().stream()
        .map(StoredFact::fact)
        .filter(type::isInstance)
        .map(type::cast)
        .forEach(found::add);
    return found;
  }
}
