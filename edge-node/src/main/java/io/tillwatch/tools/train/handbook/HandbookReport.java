package io.tillwatch.tools.train.handbook;

import io.tillwatch.tools.train.TrainingFailedException;
import io.tillwatch.tools.train.TrainingProcess;
import io.tillwatch.tools.train.handbook.HandbookBenchmark.Figures;
import io.tillwatch.tools.train.handbook.HandbookBenchmark.Inputs;
import io.tillwatch.tools.train.handbook.HandbookBenchmark.Weeks;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints the figures of {@link HandbookBenchmark} beside the published ones, as a process. */
public final class HandbookReport {
  private static final int FAILED = 1;
  private static final String ROW = "%-12s  %-40s  %6s  %6s  %6s  %s%n";

  private HandbookReport() {}

  /**
   * @param arguments the file, then names of {@link Weeks}
   */
  public static void main(String[] arguments) {
    try {
      print(
          Path.of(arguments[0]),
          Arrays.stream(arguments).skip(1).map(Weeks::valueOf).toList(),
          System.out);
    } catch (TrainingFailedException e) {
      System.err.println(e.getMessage());
      System.exit(FAILED);
    } catch (UnsatisfiedLinkError e) {
      System.err.println(TrainingProcess.NO_LIBRARY + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void print(Path file, List<Weeks> weeks, PrintStream out) {
    HandbookBenchmark benchmark = new HandbookBenchmark(file, System.err::println);
    out.printf(ROW, "weeks", "what ranks", "AUC", "AP", "CP@100", "recall at 0.1 % false");
    for (Weeks each : weeks) {
      for (Published published : Published.values()) {
        if (published.weeks == each) {
          out.printf(
              ROW,
              name(each),
              "published: " + published.what,
              published.auc,
              published.averagePrecision,
              published.cardPrecision,
              published.recall);
        }
      }
      for (Inputs inputs : Inputs.values()) {
        Figures found = benchmark.run(inputs, each);
        out.printf(
            ROW,
            name(each),
            "here: " + name(inputs) + ", " + found.rows() + " payments",
            thousandths(found.rocAuc()),
            thousandths(found.averagePrecision()),
            thousandths(found.cardPrecision()),
            thousandths(found.recallAtOnePermille()));
      }
    }
  }

  /** Of the Handbook, and of a run with streaming inputs. */
  private enum Published {
    SINGLE_LOGISTIC(Weeks.SINGLE_SPLIT, "logistic regression", ".871", ".606", ".291", ""),
    SINGLE_TREE(Weeks.SINGLE_SPLIT, "decision tree", ".788", ".309", ".243", ""),
    SINGLE_FOREST(Weeks.SINGLE_SPLIT, "random forest", ".867", ".658", ".287", ""),
    SINGLE_XGBOOST(Weeks.SINGLE_SPLIT, "XGBoost", ".862", ".639", ".273", ""),
    XGBOOST(Weeks.TEST, "XGBoost", ".869", ".687", ".303", ""),
    FOREST(Weeks.TEST, "random forest", ".870", ".678", ".299", ""),
    NEURAL_NET(Weeks.TEST, "neural net", ".876", ".675", ".303", ""),
    LSTM(Weeks.TEST, "LSTM", ".876", ".665", ".297", ""),
    STREAMS(Weeks.TEST, "with streaming inputs", "", ".742", "", ".726"),
    ORACLE(Weeks.TEST, "who knows the generator", "", ".750", "", "");

    private final Weeks weeks;
    private final String what;
    private final String auc;
    private final String averagePrecision;
    private final String cardPrecision;
    private final String recall;

    Published(
        Weeks weeks,
        String what,
        String auc,
        String averagePrecision,
        String cardPrecision,
        String recall) {
      this.weeks = weeks;
      this.what = what;
      this.auc = auc;
      this.averagePrecision = averagePrecision;
      this.cardPrecision = cardPrecision;
      this.recall = recall;
    }
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String thousandths(double share) {
    return String.format(Locale.ROOT, "%.3f", share).replaceFirst("^0", "");
  }
}
