package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Backtest;
import io.tillwatch.core.fraud.Backtest.Change;
import io.tillwatch.core.fraud.Backtest.Refused;
import io.tillwatch.core.fraud.Backtest.Report;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.InvalidRulesException;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.core.fraud.scoring.Replay;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays this store's own past once by the rules in force and once by others, and tells the
 * difference.
 */
final class Backtester {
  private static final int MOST_EVENTS = 500_000;

  private final Vertx vertx;
  private final NewestEvents past;
  private final InstantSource time;
  private final RetailContext context;
  private final RuleBook book;
  private final ActiveModels models;

  Backtester(
      Vertx vertx,
      Bus bus,
      InstantSource time,
      RetailContext context,
      RuleBook book,
      ActiveModels models) {
    this.models = models;
    this.vertx = vertx;
    this.past = new NewestEvents(bus, MOST_EVENTS);
    this.time = time;
    this.context = context;
    this.book = book;
  }

  /** Runs on a worker: tills are served meanwhile. */
  Future<Backtest.Answer> run(Backtest question) {
    Rules proposed;
    try {
      proposed = RulesFile.parse(question.text());
    } catch (InvalidRulesException e) {
      return Future.succeededFuture(new Refused(e.getMessage()));
    }
    Judges current = new Judges(book.current(), models.champion());
    Instant from = time.instant().minus(Duration.ofDays(question.days()));
    return model(question.model())
        .map(model -> new Judges(proposed, model))
        .compose(
            judges ->
                past.read()
                    .compose(
                        events ->
                            vertx.executeBlocking(() -> compare(events, from, current, judges))))
        .recover(
            why ->
                why instanceof UnusableModelException
                    ? Future.succeededFuture(new Refused("model: " + why.getMessage()))
                    : Future.failedFuture(why));
  }

  /** Rules, and the model that judges beside them, or null. */
  private record Judges(Rules rules, @Nullable ReturnModel model) {
    Replay.Opinion opinion() {
      if (model == null) {
        return Replay.Opinion.NONE;
      }
      return dossier ->
          new ModelOpinions(
              new ModelOpinion(model.hash(), model.score(FeatureSet.of(dossier)), List.of()), null);
    }
  }

  private Future<@Nullable ReturnModel> model(@Nullable String hash) {
    return hash == null ? Future.succeededFuture(models.champion()) : models.load(hash).map(m -> m);
  }

  private Backtest.Answer compare(
      List<RetailEvent> events, Instant from, Judges current, Judges proposed) {
    List<Assessment> before = play(events, current);
    List<Assessment> after = play(events, proposed);
    List<Change> changes = new ArrayList<>();
    long more = 0;
    long less = 0;
    int judged = 0;
    int at = 0;
    for (RetailEvent event : events) {
      if (!(event instanceof Transaction transaction)) {
        continue;
      }
      Assessment was = before.get(at);
      Assessment would = after.get(at++);
      if (event.at().isBefore(from)) {
        continue;
      }
      judged++;
      if (was.decision() != would.decision()) {
        changes.add(change(transaction, was, would));
        if (event instanceof Return) {
          more += would.decision() == Decision.BLOCK ? transaction.totalMinor() : 0;
          less += was.decision() == Decision.BLOCK ? transaction.totalMinor() : 0;
        }
      }
    }
    Collections.reverse(changes);
    return new Report(
        proposed.rules().version(),
        current.rules().version(),
        judged,
        changes.size(),
        more,
        less,
        changes.subList(0, Math.min(changes.size(), Backtest.MAX_CHANGES)));
  }

  private static Change change(Transaction transaction, Assessment was, Assessment would) {
    return new Change(
        transaction.id(),
        transaction.customerId(),
        transaction.totalMinor(),
        was.decision(),
        was.score(),
        would.decision(),
        would.score());
  }

  private List<Assessment> play(List<RetailEvent> events, Judges judges) {
    List<Assessment> assessments = new ArrayList<>();
    Replay replay =
        new Replay(
            context,
            judges.rules(),
            judges.opinion(),
            new Replay.Sink() {
              @Override
              public void assessed(Transaction transaction, Assessment assessment) {
                assessments.add(assessment);
              }

              @Override
              public void found(RuleFinding finding) {
                // a finding is about the past, whatever the rules
              }
            });
    events.forEach(event -> replay.play(event, Visibility.AT_ONCE));
    replay.finish();
    return assessments;
  }
}
