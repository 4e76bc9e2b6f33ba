package io.tillwatch.edge.alerts;

import io.tillwatch.core.alerts.AlertChanged;
import io.tillwatch.core.alerts.AlertChanged.What;
import io.tillwatch.core.alerts.AlertCommand;
import io.tillwatch.core.alerts.AlertCommand.ClaimAlert;
import io.tillwatch.core.alerts.AlertCommand.NoteAlert;
import io.tillwatch.core.alerts.AlertCommand.ResolveAlert;
import io.tillwatch.core.alerts.AlertCommand.SnoozeAlert;
import io.tillwatch.core.alerts.AlertNote;
import io.tillwatch.core.alerts.AlertQueue;
import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.alerts.Claim;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.edge.async.KeyedSerializer;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.AlertReader;
import io.tillwatch.edge.facts.IdGenerator;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers what reviewers ask about alerts, keeps them in order and counted, and announces every
 * alert that is raised or changed, whichever store it happened in.
 */
public final class AlertVerticle extends VerticleBase {
  private static final long ENDINGS_EVERY_MILLIS = 1_000;

  private final Bus bus;
  private final InstantSource clock;
  private final AlertReader alerts;
  // one command per alert at a time: of two claims the second sees the first
  private final KeyedSerializer commands = new KeyedSerializer();
  private final AlertQueue queue;

  public AlertVerticle(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
    this.queue = new AlertQueue(CardFingerprints.by(bus.seal()));
    this.alerts = new AlertReader(bus, Channels.FACTS, Channels.PAGE, clock);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(
        ENDINGS_EVERY_MILLIS,
        tick ->
            queue.ended(clock.instant()).forEach(id -> announce(alerts.ofFact(id), What.CHANGED)));
    return bus.subscribe(Channels.COMMITTED, this::learn)
        .compose(done -> bus.handle(Channels.ALERTS_REPLAY, this::learn))
        .compose(
            done ->
                bus.handle(
                    Channels.ALERTS,
                    query -> Future.succeededFuture(queue.answer(query, clock.instant()))))
        .compose(
            done ->
                bus.handle(
                    Channels.ALERT_COMMAND,
                    command -> commands.next(command.alertId(), () -> carryOut(command))));
  }

  private Future<StaffAnswer> carryOut(AlertCommand command) {
    return alerts
        .alert(command.alertId())
        .compose(
            found ->
                found
                    .map(alert -> decide(alert, command))
                    .orElseGet(() -> refuse(Refusal.Code.UNKNOWN_ALERT, "no such alert here")));
  }

  private Future<StaffAnswer> decide(AlertView alert, AlertCommand command) {
    if (command instanceof ClaimAlert claim) {
      return claim(alert, claim);
    }
    if (command instanceof SnoozeAlert snooze) {
      return snooze(alert, snooze);
    }
    return command instanceof NoteAlert note
        ? note(alert, note)
        : resolve(alert, (ResolveAlert) command);
  }

  private Future<StaffAnswer> claim(AlertView alert, ClaimAlert command) {
    if (alert.status() == AlertView.Status.RESOLVED) {
      return refuse(Refusal.Code.ALREADY_SETTLED, "the alert is resolved already");
    }
    boolean mine = command.by().equals(alert.claimedBy());
    if (alert.claimedBy() != null && !mine) {
      return refuse(Refusal.Code.ALREADY_CLAIMED, alert.claimedBy() + " works on the alert");
    }
    if (!command.claimed() && !mine && alert.hold().snoozedUntil() == null) {
      // nobody holds it: released already
      return Future.succeededFuture(StaffAnswer.done(alert.id()));
    }
    return say(alert, command.claimed(), command.by(), null);
  }

  private Future<StaffAnswer> snooze(AlertView alert, SnoozeAlert command) {
    if (alert.status() == AlertView.Status.RESOLVED) {
      return refuse(Refusal.Code.ALREADY_SETTLED, "the alert is resolved already");
    }
    if (alert.claimedBy() != null && !command.by().equals(alert.claimedBy())) {
      return refuse(Refusal.Code.ALREADY_CLAIMED, alert.claimedBy() + " works on the alert");
    }
    if (alert.transaction() != null && alert.transaction().status() == Posted.Status.HELD) {
      return refuse(
          Refusal.Code.CUSTOMER_WAITS,
          "a customer waits for this return: decide it, or release it");
    }
    return say(alert, false, command.by(), command.until());
  }

  private Future<StaffAnswer> say(
      AlertView alert, boolean claimed, String by, @Nullable Instant snoozedUntil) {
    String id = IdGenerator.random("cl");
    Instant at = now();
    Claim fact = new Claim(id, at, bus.self().value(), alert.id(), claimed, by, snoozedUntil);
    return commit(Draft.about(FactKind.CLAIM, id, at, fact, factId(alert)));
  }

  private Future<StaffAnswer> note(AlertView alert, NoteAlert command) {
    String id = IdGenerator.random("nt");
    Instant at = now();
    AlertNote fact =
        new AlertNote(id, at, bus.self().value(), alert.id(), command.text(), command.by());
    return commit(Draft.about(FactKind.NOTE, id, at, fact, factId(alert)));
  }

  private Future<StaffAnswer> resolve(AlertView alert, ResolveAlert command) {
    // the same verdict by the same person again is the same request sent twice
    for (Resolution earlier : alert.resolutions()) {
      if (earlier.outcome() == command.outcome() && command.by().equals(earlier.by())) {
        return Future.succeededFuture(StaffAnswer.done(earlier.id()));
      }
    }
    String id = IdGenerator.random("rs");
    Instant at = now();
    String of = alert.transactionId();
    Resolution fact =
        new Resolution(
            id, at, bus.self().value(), of, command.outcome(), command.note(), command.by());
    // a finding's verdict is one about the finding and about the return that it rests on
    String[] about = alert.finding() == null ? new String[] {of} : new String[] {factId(alert), of};
    return commit(Draft.about(FactKind.RESOLUTION, id, at, fact, about));
  }

  private Future<StaffAnswer> commit(Draft draft) {
    return bus.ask(Channels.COMMIT, Commit.of(draft)).map(done -> StaffAnswer.done(draft.id()));
  }

  private void learn(Committed committed) {
    queue.learn(committed.op(), committed.fact());
    announce(committed);
  }

  private Future<FactPage.Learnt> learn(FactPage past) {
    queue.learn(past);
    return Future.succeededFuture(new FactPage.Learnt());
  }

  private void announce(Committed committed) {
    Record fact = committed.fact();
    if (fact instanceof Posted || fact instanceof DoubleRefundFinding) {
      alerts
          .fold(new StoredFact(committed.op(), fact, List.of()))
          .ifPresent(alert -> announce(alerts.complete(alert).map(Optional::of), What.RAISED));
    } else if (fact instanceof Resolution) {
      announceAll(committed, What.RESOLVED);
    } else if (fact instanceof Claim
        || fact instanceof AlertNote
        || fact instanceof HeldDecision
        || fact instanceof FirstApproval
        || fact instanceof Payout) {
      announceAll(committed, What.CHANGED);
    }
  }

  private void announceAll(Committed committed, What what) {
    committed.op().dependsOn().forEach(id -> announce(alerts.ofFact(id), what));
  }

  /** Where the ledger cannot be read the announcement is lost, the alert is not. */
  private void announce(Future<Optional<AlertView>> reading, What what) {
    reading.onSuccess(
        found ->
            found.ifPresent(
                alert -> bus.publish(Channels.ALERT_CHANGED, new AlertChanged(alert, what))));
  }

  private static String factId(AlertView alert) {
    return AlertView.factIdOf(alert.id()).orElseThrow();
  }

  private static Future<StaffAnswer> refuse(Refusal.Code code, String detail) {
    return Future.succeededFuture(StaffAnswer.refused(Refusal.of(code, detail)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
