package io.tillwatch.tools.train.handbook;

import io.tillwatch.core.fraud.model.TrainedModel;
import io.tillwatch.tools.train.BoostParameters;
import io.tillwatch.tools.train.BoostTrainer;
import io.tillwatch.tools.train.RankedScores;
import io.tillwatch.tools.train.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Trains on weeks of the Handbook's payments and tests on later ones, as its chapters on validation
 * do: once on the published split, and on the four folds of the published prequential validation.
 */
public final class HandbookBenchmark {
  /** The name of the data's file. */
  public static final String FILE = "handbook_compact.csv.gz";

  /** 2018-07-25, of the published single split and the first of the four folds. */
  private static final int SINGLE_SPLIT = 115;

  private static final List<Integer> TEST_FOLDS = List.of(115, 122, 129, 136);

  /** 2018-07-11 and the three weeks before: parameters were chosen on these alone. */
  private static final List<Integer> VALIDATION_FOLDS = List.of(80, 87, 94, 101);

  /**
   * A set of inputs, with the parameters that ranked best on the validation folds by average
   * precision; docs/model.md has what was tried.
   */
  public enum Inputs {
    /** The Handbook's fifteen. */
    PUBLISHED(PaymentInputs.PUBLISHED, new BoostParameters(150, 3, 0.1, 1, 0.5, 1)),
    /** And the running mean of the customer, and streaks of the terminal. */
    STREAMING(PaymentInputs.STREAMING, new BoostParameters(100, 4, 0.05, 5, 1, 0.7));

    private final List<String> names;
    private final BoostParameters parameters;

    Inputs(List<String> names, BoostParameters parameters) {
      this.names = names;
      this.parameters = parameters;
    }
  }

  /** Weeks to train and to test on. */
  public enum Weeks {
    /** One training week, one test week. */
    SINGLE_SPLIT(List.of(HandbookBenchmark.SINGLE_SPLIT)),
    /** The mean of four. */
    TEST(TEST_FOLDS),
    /** To choose parameters on. */
    VALIDATION(VALIDATION_FOLDS);

    private final List<Integer> starts;

    Weeks(List<Integer> starts) {
      this.starts = starts;
    }
  }

  /**
   * Means over the folds.
   *
   * @param rocAuc area under the ROC curve
   * @param averagePrecision AP
   * @param cardPrecision CP@100
   * @param recallAtOnePermille recall where 0.1 % of the honest payments are accused
   * @param rows tested
   * @param frauds among them
   */
  public record Figures(
      double rocAuc,
      double averagePrecision,
      double cardPrecision,
      double recallAtOnePermille,
      int rows,
      int frauds) {}

  private final Payments payments;
  private final DailyFrauds frauds;
  private final Consumer<String> progress;

  /**
   * Reads the data.
   *
   * @param file {@code handbook_compact.csv.gz}
   * @param progress told of each step, a line each
   */
  public HandbookBenchmark(Path file, Consumer<String> progress) {
    this.progress = progress;
    progress.accept("reading " + file);
    payments = Payments.read(file);
    frauds = new DailyFrauds(payments);
  }

  /** Trains and tests. */
  public Figures run(Inputs inputs, Weeks weeks) {
    List<Fold> folds =
        weeks.starts.stream().map(start -> new Fold(payments, inputs.names, start)).toList();
    fill(folds, inputs);
    List<Figures> each = folds.stream().map(fold -> test(fold, inputs)).toList();
    return new Figures(
        mean(each, Figures::rocAuc),
        mean(each, Figures::averagePrecision),
        mean(each, Figures::cardPrecision),
        mean(each, Figures::recallAtOnePermille),
        each.stream().mapToInt(Figures::rows).sum(),
        each.stream().mapToInt(Figures::frauds).sum());
  }

  private void fill(List<Fold> folds, Inputs inputs) {
    PaymentInputs numbers = new PaymentInputs(payments, inputs == Inputs.STREAMING);
    int today = -1;
    for (int row = 0; row < payments.rows(); row++) {
      int day = payments.day(row);
      if (day != today) {
        today = day;
        folds.forEach(fold -> fold.beginDay(day, frauds));
      }
      if (folds.stream().noneMatch(fold -> fold.needs(day))) {
        numbers.pass(row);
        continue;
      }
      float[] of = numbers.next(row);
      int at = row;
      folds.stream().filter(fold -> fold.needs(day)).forEach(fold -> fold.add(at, of));
    }
  }

  private Figures test(Fold fold, Inputs inputs) {
    Samples training = fold.training();
    progress.accept(
        "training on %d payments, %d of them frauds"
            .formatted(training.rows(), training.positives()));
    TrainedModel model = BoostTrainer.model(training, inputs.parameters);
    Samples tested = fold.test().samples();
    float[] scores = new float[tested.rows()];
    boolean[] truth = new boolean[tested.rows()];
    IntStream.range(0, scores.length)
        .forEach(
            row -> {
              scores[row] = model.trees().margin(tested.row(row));
              truth[row] = tested.isFraud(row);
            });
    RankedScores ranked = new RankedScores(scores, truth);
    return new Figures(
        ranked.rocAuc(),
        ranked.averagePrecision(),
        CardPrecision.at100(payments, fold.test().rows(), scores),
        ranked.recallAt(0.001),
        tested.rows(),
        tested.positives());
  }

  private static double mean(List<Figures> figures, ToDoubleFunction<Figures> figure) {
    return figures.stream().mapToDouble(figure).average().orElseThrow();
  }
}
