package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.rules.RuleSettings;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import io.tillwatch.tools.train.CalibratedModel;
import io.tillwatch.tools.train.TrainingFailedException;
import io.tillwatch.tools.train.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Measures one world: what a model that learned from the shop's own labels adds to the rules, what
 * a model learns from reviewers alone with exploration, and how soon planted changes are seen.
 */
public final class WorldTrial {
  /** Of a thousand soft blocks. */
  static final int HELD = 100;

  /** Of a thousand paid returns. */
  static final int SAMPLED = 200;

  /** In steps of three twentieths of the time. */
  private static final int FIRST_TRAINED = 2;

  private static final int LAST_TRAINED = 4;

  private static final int DAYS_OF_MONTH = 30;
  private static final long MIXER = 0x9E37_79B9_7F4A_7C15L;

  private final WorldPlan plan;
  private final Consumer<String> progress;

  /**
   * What was measured.
   *
   * @param returns in the whole world
   * @param frauds among them
   * @param holds what the model adds, trained on what the shop knows without exploration
   * @param precision of models that learned from other labels
   * @param effort what exploring cost
   * @param changes how soon each was seen
   */
  public record Figures(
      int returns,
      int frauds,
      HoldFigures holds,
      Precision precision,
      Effort effort,
      List<DriftTrial> changes) {}

  /**
   * What a shop that explores has its reviewers do.
   *
   * @param blindPerDay paid returns that one store's reviewers look at in a day
   * @param heldPerMonth refusals that are held instead, of one store in 30 days
   */
  public record Effort(double blindPerDay, double heldPerMonth) {}

  /**
   * Average precision on the test part.
   *
   * @param shop where the model learned from what a shop knows that does not explore
   * @param exploring from what a shop knows that explores, with weights
   * @param reviewers from reviewers' verdicts alone, with exploration and weights
   * @param fullyReviewed from verdicts on every return
   * @param truth from the truth
   */
  public record Precision(
      double shop, double exploring, double reviewers, double fullyReviewed, double truth) {}

  /**
   * @param progress told of each step, a line each
   */
  public WorldTrial(WorldPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Measures. */
  public Figures run() {
    ShopWorld world = ShopWorld.of(plan);
    Rules rules = Rules.standard();
    List<JudgedReturn> alone = WorldRun.of(world, rules, Exploration.OFF);
    progress.accept(
        "seed %d: %d events, %d returns"
            .formatted(plan.seed(), world.happenings().size(), alone.size()));
    CalibratedModel shop = train(alone, KnownLabels.of(alone, testFrom()));
    List<JudgedReturn> explored = explored(world, rules);
    return new Figures(
        alone.size(),
        (int) alone.stream().filter(JudgedReturn::isFraud).count(),
        holds(world, rules, alone, shop),
        precision(shop, explored),
        effort(explored),
        changes(rules, shop));
  }

  private Precision precision(CalibratedModel shop, List<JudgedReturn> explored) {
    Instant now = testFrom();
    return new Precision(
        shop.averagePrecision(),
        train(explored, KnownLabels.ofExploring(explored, now)).averagePrecision(),
        train(explored, one -> one.reviewedAt(now)).averagePrecision(),
        train(explored, JudgedReturn::fullyReviewed).averagePrecision(),
        train(explored, JudgedReturn::truth).averagePrecision());
  }

  /**
   * With a shop that explores from the first day on. As soon as it knows enough it trains a model,
   * and again each time a few months later; which paid returns are reviewed follows the latest.
   */
  private List<JudgedReturn> explored(ShopWorld world, Rules rules) {
    Exploration exploration = exploration(plan.seed());
    NavigableMap<Instant, ReturnModel> champions = new TreeMap<>();
    for (int times = FIRST_TRAINED; times <= LAST_TRAINED; times++) {
      Instant now = Shop.at(plan.days() * times * 3 / 20, 0);
      List<JudgedReturn> known =
          WorldRun.of(world, rules, exploration, champions).stream()
              .filter(one -> one.at().isBefore(now))
              .toList();
      List<TrainingRow> rows = known.stream().map(KnownLabels.ofExploring(known, now)).toList();
      try {
        champions.put(now, model(CalibratedModel.of(rows, JudgedReturn.MATURITY, progress)));
      } catch (TrainingFailedException tooFew) {
        progress.accept("no model yet: " + tooFew.getMessage());
      }
    }
    return WorldRun.of(world, rules, exploration, champions);
  }

  private Effort effort(List<JudgedReturn> explored) {
    double days = (double) Shop.STORES * plan.days();
    long blind = explored.stream().filter(one -> one.isLookedAt() && one.isPaid()).count();
    long held =
        explored.stream()
            .filter(JudgedReturn::isLookedAt)
            .filter(one -> one.assessment().decision() == Decision.BLOCK)
            .count();
    return new Effort(blind / days, held / days * DAYS_OF_MONTH);
  }

  /** Mixes seed and id; a shop takes a keyed hash. */
  static Exploration exploration(long seed) {
    return new Exploration(
        HELD,
        SAMPLED,
        text -> {
          long mixed = (seed + text.hashCode()) * MIXER;
          return (int) Math.floorMod((mixed ^ mixed >>> 32) * MIXER >>> 17, 1000L);
        });
  }

  /** Trains on what was known before the test part, which is tested with the truth. */
  private CalibratedModel train(
      List<JudgedReturn> returns, Function<JudgedReturn, TrainingRow> labels) {
    Instant now = testFrom();
    List<TrainingRow> rows =
        returns.stream()
            .map(one -> one.at().isBefore(now) ? labels.apply(one) : one.truth())
            .toList();
    return CalibratedModel.of(rows, JudgedReturn.MATURITY, progress);
  }

  /** When the model is made: it knows nothing of what comes then. */
  private Instant testFrom() {
    return Shop.at(plan.days() * 4 / 5, 0);
  }

  private HoldFigures holds(
      ShopWorld world, Rules rules, List<JudgedReturn> alone, CalibratedModel trained) {
    RuleSettings trial = rules.of(ReasonCode.MODEL);
    Rules active =
        rules.with(
            ReasonCode.MODEL,
            new RuleSettings(RuleMode.ACTIVE, trial.points(), trial.parameters()));
    List<JudgedReturn> with = WorldRun.of(world, active, model(trained), testFrom());
    return HoldFigures.of(tested(alone), tested(with), rules.combining().review());
  }

  private List<JudgedReturn> tested(List<JudgedReturn> all) {
    return all.stream().filter(one -> !one.at().isBefore(testFrom())).toList();
  }

  private static ReturnModel model(CalibratedModel trained) {
    return new ReturnModel(XgboostModelFile.read(trained.file()));
  }

  private List<DriftTrial> changes(Rules rules, CalibratedModel trained) {
    List<DriftTrial> trials = new ArrayList<>();
    for (PlantedChange change : PlantedChange.values()) {
      WorldPlan changed = plan.with(change);
      ShopWorld world = ShopWorld.of(changed);
      List<JudgedReturn> returns = WorldRun.of(world, rules, Exploration.OFF);
      trials.add(DriftTrial.of(world, returns, trained, model(trained)));
    }
    return trials;
  }
}
