package io.tillwatch.edge.cli;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.InvalidRulesException;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.core.fraud.scoring.Replay;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.fraud.AssessmentLines;
import io.tillwatch.edge.fraud.RulesFile;
import io.tillwatch.edge.fraud.model.FeatureLines;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import io.tillwatch.edge.fraud.replay.EvaluationReport;
import io.tillwatch.edge.fraud.replay.EventLines;
import io.tillwatch.edge.fraud.replay.UnreadableLineException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays events through the node's own scorer: no Redis, no network, no clock. */
@Command(
    name = "evaluate",
    description = {
      "Replays events from stdin through the node's own scorer and writes assessments to stdout.",
      "Both are one JSON object a line. Exit code: 0 done, 2 a line, the rules or the model"
          + " cannot be used."
    },
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      defaultValue = "conf/rules.yaml",
      description = "rule set (default: ${DEFAULT-VALUE})")
  private Path rulesFile;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = {
        "trained model, XGBoost's JSON; the rule MODEL says how its score counts",
        "(docs/model.md)"
      })
  private @Nullable Path modelFile;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description = "write what a model is asked with there: a CSV line for each return")
  private @Nullable Path featuresFile;

  @Option(
      names = "--summary",
      description = "print on stderr how well labelled events were judged, and events/s")
  private boolean summary;

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;

  public EvaluateCommand() {
    this(System.in, System.out, System.err);
  }

  EvaluateCommand(InputStream in, OutputStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    long started = System.nanoTime();
    EvaluationReport evaluation = new EvaluationReport();
    try (AssessmentLines lines = new AssessmentLines(new BufferedOutputStream(out, 1 << 16));
        FeatureLines features = FeatureLines.to(featuresFile)) {
      Run run = new Run(RulesFile.read(rulesFile), model(), lines, features, evaluation);
      new EventLines().read(in, run);
      run.finish();
    } catch (InvalidRulesException | UnreadableLineException | UnusableModelException e) {
      err.println(e.getMessage());
      return UNUSABLE;
    } catch (IOException | UncheckedIOException e) {
      err.println("evaluate: " + e.getMessage());
      return UNUSABLE;
    }
    if (summary) {
      err.print(evaluation.report((System.nanoTime() - started) / 1e9));
    }
    return 0;
  }

  private @Nullable ReturnModel model() throws IOException {
    if (modelFile == null) {
      return null;
    }
    try {
      return new ReturnModel(XgboostModelFile.read(modelFile));
    } catch (UnusableModelException e) {
      throw new UnusableModelException("--model " + modelFile + ": " + e.getMessage());
    }
  }

  /** One replay: events in, answers out. */
  private static final class Run implements EventLines.Reader, Replay.Sink, Replay.Opinion {
    private final Rules rules;
    private final @Nullable ReturnModel model;
    private final AssessmentLines lines;
    private final FeatureLines features;
    private final EvaluationReport evaluation;
    private @Nullable Replay replay;
    private @Nullable String label;

    Run(
        Rules rules,
        @Nullable ReturnModel model,
        AssessmentLines lines,
        FeatureLines features,
        EvaluationReport evaluation) {
      this.rules = rules;
      this.model = model;
      this.lines = lines;
      this.features = features;
      this.evaluation = evaluation;
    }

    void finish() {
      if (replay != null) {
        replay.finish();
      }
    }

    @Override
    public void context(RetailContext context) {
      if (replay == null) {
        boolean asked = model != null || features.isWanted();
        replay = new Replay(context, rules, asked ? this : Replay.Opinion.NONE, this);
      } else {
        replay.change(context);
      }
    }

    @Override
    public void event(EventLines.Line line) {
      evaluation.event();
      label = line.label();
      if (replay == null) {
        throw new IllegalStateException("expected a context before the first event");
      }
      replay.play(line.event(), line.visibility());
    }

    @Override
    public ModelOpinions on(Dossier dossier) {
      float[] numbers = FeatureSet.of(dossier);
      features.write(dossier.transaction(), label, numbers);
      return model == null
          ? ModelOpinions.NONE
          : new ModelOpinions(
              new ModelOpinion(model.hash(), model.score(numbers), List.of()), null);
    }

    @Override
    public void assessed(Transaction transaction, Assessment assessment) {
      evaluation.assessed(transaction.id(), label, transaction.totalMinor(), assessment);
      try {
        lines.write(transaction.id(), assessment);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void found(RuleFinding finding) {
      evaluation.found(finding);
      try {
        lines.write(finding);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
