package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.exploration.LabelWeight;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.core.fraud.scoring.BlockGuard;
import io.tillwatch.core.fraud.scoring.Replay;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Resolution.Outcome;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a world through the node's own scorer, with reviewers who look at what is held, take their
 * time and err, and with frauds that come to light later. What they find is part of the history of
 * everything that follows.
 */
final class WorldRun implements Replay.Sink, Replay.Opinion {
  private static final int ALL = 1000;
  private static final NavigableMap<Instant, ReturnModel> NO_MODEL =
      Collections.unmodifiableNavigableMap(new TreeMap<>());

  private final ShopWorld world;
  private final Rules rules;
  private final Exploration exploration;
  private final NavigableMap<Instant, ReturnModel> champions;
  private final Replay replay;
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(
          Comparator.comparing((Later one) -> one.event().at())
              .thenComparing(one -> one.event().id()));
  private final PersonsReturns persons = new PersonsReturns();
  private final List<JudgedReturn> judged = new ArrayList<>();
  private final Consumer<Happening> played;
  private float @Nullable [] numbers;
  private @Nullable ModelOpinion opinion;
  private @Nullable Happening current;

  /** What becomes known of a return. */
  private record Later(RetailEvent event, JudgedReturn of, boolean fraud) {}

  /**
   * @param champions which model is asked, each from a moment on
   */
  private WorldRun(
      ShopWorld world,
      Rules rules,
      Exploration exploration,
      NavigableMap<Instant, ReturnModel> champions,
      Consumer<Happening> played) {
    this.played = played;
    this.world = world;
    this.rules = rules;
    this.exploration = exploration;
    this.champions = champions;
    this.replay = new Replay(world.context(), rules, this, this);
  }

  /** By rules alone. */
  static List<JudgedReturn> of(ShopWorld world, Rules rules, Exploration exploration) {
    return of(world, rules, exploration, happening -> {});
  }

  /**
   * The same.
   *
   * @param played told of every event in order, what reviewers and banks said among them
   */
  static List<JudgedReturn> of(
      ShopWorld world, Rules rules, Exploration exploration, Consumer<Happening> played) {
    return new WorldRun(world, rules, exploration, NO_MODEL, played).play();
  }

  /** With a model that is asked from a moment on; the rules say how it counts. */
  static List<JudgedReturn> of(ShopWorld world, Rules rules, ReturnModel model, Instant from) {
    return of(world, rules, Exploration.OFF, new TreeMap<>(Map.of(from, model)));
  }

  /** With one model after the other, each asked from its moment on. */
  static List<JudgedReturn> of(
      ShopWorld world,
      Rules rules,
      Exploration exploration,
      NavigableMap<Instant, ReturnModel> champions) {
    return new WorldRun(world, rules, exploration, champions, happening -> {}).play();
  }

  private List<JudgedReturn> play() {
    for (Happening happening : world.happenings()) {
      while (!later.isEmpty() && !later.peek().event().at().isAfter(happening.event().at())) {
        learn(later.poll());
      }
      current = happening;
      play(happening);
    }
    return judged;
  }

  /** What a shop knows of somebody makes it look at what else they did. */
  private void learn(Later known) {
    play(new Happening(known.event(), null));
    if (known.fraud() && exploration.samples()) {
      for (JudgedReturn one : persons.toReview(known.of(), known.event().at())) {
        Verdicts verdicts = one.verdicts();
        Instant when = known.event().at().plus(verdicts.afterPayment());
        resolve(one, when, verdicts.ofPaid(), ALL);
      }
    }
  }

  private void play(Happening happening) {
    played.accept(happening);
    replay.play(happening.event(), Visibility.AT_ONCE);
  }

  @Override
  public ModelOpinions on(Dossier dossier) {
    float[] asked = FeatureSet.of(dossier);
    numbers = asked;
    Map.Entry<Instant, ReturnModel> champion = champions.floorEntry(dossier.transaction().at());
    opinion =
        champion == null
            ? null
            : new ModelOpinion(
                champion.getValue().hash(), champion.getValue().score(asked), List.of());
    return new ModelOpinions(opinion, null);
  }

  @Override
  public void assessed(Transaction transaction, Assessment assessment) {
    if (transaction instanceof Return && current != null && numbers != null) {
      boolean soft = BlockGuard.isSoftBlock(assessment, rules);
      JudgedReturn one =
          new JudgedReturn(
              current,
              new Verdicts(world.plan(), current),
              numbers,
              assessment,
              assessment.decision() == Decision.BLOCK && !soft);
      judged.add(one);
      persons.add(one);
      review(one, new Verdicts(world.plan(), current));
    }
  }

  @Override
  public void found(RuleFinding finding) {
    // every store learns everything at once here: nothing is found late
  }

  private void review(JudgedReturn one, Verdicts verdicts) {
    Assessment answer = one.assessment();
    boolean explored = exploration.holds(one.id(), answer, rules);
    if (answer.decision() == Decision.REVIEW || explored) {
      Instant when = one.at().plus(verdicts.whileHeld());
      resolve(one, when, verdicts.ofHeld(), exploration.propensityPermille(answer, rules, opinion));
    } else if (exploration.samples() && persons.isToReview(one)) {
      resolve(one, one.at().plus(verdicts.afterPayment()), verdicts.ofPaid(), ALL);
    } else if (exploration.reviews(one.id(), answer, opinion)) {
      Instant when = one.at().plus(verdicts.afterPayment());
      resolve(one, when, verdicts.ofPaid(), exploration.propensityPermille(answer, rules, opinion));
    }
    Scheme scheme = one.scheme();
    if (scheme != null && one.isPaid() && verdicts.comesToLight(scheme)) {
      Instant when = one.at().plus(verdicts.untilFound(scheme));
      one.found(when);
      later.add(new Later(discovery(one, scheme, when), one, true));
    }
  }

  /**
   * @param permille how likely somebody looked at it
   */
  private void resolve(JudgedReturn one, Instant when, @Nullable Boolean fraud, int permille) {
    one.reviewed(when, fraud, LabelWeight.of(permille));
    Outcome outcome =
        fraud == null ? Outcome.INCONCLUSIVE : fraud ? Outcome.FRAUD : Outcome.LEGITIMATE;
    later.add(new Later(resolution("review-", one, when, outcome), one, outcome == Outcome.FRAUD));
  }

  private static RetailEvent discovery(JudgedReturn one, Scheme scheme, Instant when) {
    String receipt = one.refund().receiptNumber();
    return scheme.isChargedBack() && receipt != null
        ? new Dispute("dispute-" + one.id(), when, one.refund().storeId(), receipt)
        : resolution("found-", one, when, Outcome.FRAUD);
  }

  private static Resolution resolution(
      String kind, JudgedReturn one, Instant when, Outcome outcome) {
    return new Resolution(
        kind + one.id(), when, one.refund().storeId(), one.id(), outcome, null, null);
  }
}
