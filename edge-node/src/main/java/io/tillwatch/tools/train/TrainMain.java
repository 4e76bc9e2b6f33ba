package io.tillwatch.tools.train;

import io.tillwatch.tools.train.ModelCard.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The process in which {@code train} trains. */
public final class TrainMain {
  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  private TrainMain() {}

  /**
   * @param arguments the labelled returns, the gap in days, where the model goes
   */
  public static void main(String[] arguments) {
    try {
      Path model = Path.of(arguments[2]);
      ModelCard card =
          new ModelTraining(System.err::println)
              .run(Path.of(arguments[0]), Duration.ofDays(Long.parseLong(arguments[1])), model);
      print(card, model, System.out);
    } catch (TrainingFailedException e) {
      System.err.println(e.getMessage());
      System.exit(UNUSABLE);
    } catch (IOException e) {
      System.err.println("train: " + e);
      System.exit(FAILED);
    } catch (UnsatisfiedLinkError e) {
      System.err.println(TrainingProcess.NO_LIBRARY + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void print(ModelCard card, Path model, PrintStream out) {
    out.printf("%s  (its card: %s)%n", model, ModelTraining.card(model));
    out.printf("model %s, features %s%n", card.model(), card.featureSet());
    card.parts()
        .forEach(
            (name, part) ->
                out.printf("%-12s %7d returns, %5d frauds%n", name, part.returns(), part.frauds()));
    out.printf("without label, left out: %d%n", card.unlabelled());
    print("average precision", card.figures().averagePrecision(), out);
    print("recall at 1 % false alarms", card.figures().recallAtOnePercentFalse(), out);
    print("recall at 0.1 % false alarms", card.figures().recallAtOnePermilleFalse(), out);
    out.printf(
        Locale.ROOT,
        "AUC %.3f, frauds among the 100 riskiest %.2f, calibration error %.4f%n",
        card.figures().rocAuc(),
        card.figures().precisionAt100(),
        card.figures().calibrationError());
  }

  private static void print(String what, Interval figure, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-28s %.3f  (95 %%: %.3f to %.3f)%n",
        what,
        figure.value(),
        figure.least(),
        figure.most());
  }
}
