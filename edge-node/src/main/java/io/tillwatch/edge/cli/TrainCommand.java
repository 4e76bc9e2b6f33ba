package io.tillwatch.edge.cli;

import io.tillwatch.tools.train.TrainMain;
import io.tillwatch.tools.train.TrainingProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model in a process of its own. */
@Command(
    name = "train",
    description = {
      "Train a model on labelled returns and measure it on later ones.",
      "Writes the model (XGBoost's JSON) and its card beside it. Needs XGBoost's library in"
          + " lib-train beside the jar, and the system's libgomp. Exit code: 0 done, 2 the input"
          + " cannot be used or is too little."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 365;

  @Parameters(
      paramLabel = "FEATURES",
      description = "labelled returns, as evaluate --features wrote them")
  private Path input;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "model.json",
      description = "where the model goes (default: ${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--gap-days",
      paramLabel = "N",
      defaultValue = "14",
      description = {
        "how long a label takes to become known, 0..365 (default: ${DEFAULT-VALUE}):",
        "so much is left out before what is tested on"
      })
  private int gapDays;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(input)) {
      throw new CommandFailedException(
          "no file " + input + "; write one with evaluate --features",
          new IllegalArgumentException());
    }
    if (gapDays < 0 || gapDays > MOST_DAYS) {
      throw new CommandFailedException(
          "--gap-days must be 0.." + MOST_DAYS + ", found " + gapDays,
          new IllegalArgumentException());
    }
    return TrainingProcess.run(
        TrainMain.class, List.of(input.toString(), Integer.toString(gapDays), out.toString()));
  }
}
