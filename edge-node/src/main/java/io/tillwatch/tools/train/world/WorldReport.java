package io.tillwatch.tools.train.world;

import io.tillwatch.tools.train.TrainingFailedException;
import io.tillwatch.tools.train.TrainingProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Prints the figures of {@link WorldTrial}, as a process. */
public final class WorldReport {
  private static final int FAILED = 1;

  private WorldReport() {}

  /**
   * @param arguments where events and labels are written, empty for nowhere; then seeds
   */
  public static void main(String[] arguments) {
    try {
      long[] seeds = Arrays.stream(arguments).skip(1).mapToLong(Long::parseLong).toArray();
      for (long seed : seeds) {
        WorldPlan plan = WorldPlan.twoYears(seed);
        if (!arguments[0].isEmpty()) {
          WorldFiles.write(ShopWorld.of(plan), Path.of(arguments[0]));
        }
        print(seed, new WorldTrial(plan, System.err::println).run(), System.out);
      }
    } catch (TrainingFailedException | IOException e) {
      System.err.println("world: " + e.getMessage());
      System.exit(FAILED);
    } catch (UnsatisfiedLinkError e) {
      System.err.println(TrainingProcess.NO_LIBRARY + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void print(long seed, WorldTrial.Figures figures, PrintStream out) {
    HoldFigures holds = figures.holds();
    say(out, "seed %d: %d returns, %d frauds", seed, figures.returns(), figures.frauds());
    say(
        out,
        "  last fifth: %d frauds, %d of them paid by the rules, which stop %d honest returns",
        holds.frauds(),
        holds.missed(),
        holds.falseHolds());
    say(
        out,
        "  with the model, held from %d on: %d honest stopped; %d missed frauds found, %d lost:"
            + " %.1f %% of what the rules miss",
        holds.equal().threshold(),
        holds.equal().falseHolds(),
        holds.equal().found(),
        holds.equal().lost(),
        100 * holds.foundShare());
    say(
        out,
        "  with the model at the rules' own threshold: %d missed frauds found, %d honest stopped",
        holds.asIs().found(),
        holds.asIs().falseHolds());
    say(
        out,
        "  average precision by labels: the shop's %.3f, with exploration %.3f, every return"
            + " reviewed %.3f, truth %.3f, reviewers alone with exploration %.3f",
        figures.precision().shop(),
        figures.precision().exploring(),
        figures.precision().fullyReviewed(),
        figures.precision().truth(),
        figures.precision().reviewers());
    say(
        out,
        "  exploring costs %.2f blind reviews a day and %.2f held refusals a month in each store",
        figures.effort().blindPerDay(),
        figures.effort().heldPerMonth());
    for (DriftTrial trial : figures.changes()) {
      DriftTrial.Undisturbed before = trial.before();
      say(
          out,
          "  %s: %s; alarms without cause on %d of %d days: %s",
          trial.change().meaning(),
          trial.change() == PlantedChange.NONE
              ? "watched"
              : trial.days() < 0
                  ? "never alarmed"
                  : trial.alarm() + " alarmed on day " + trial.days(),
          before.alarmed(),
          before.days(),
          before.numbers().isEmpty() ? "none" : before.numbers());
    }
  }

  private static void say(PrintStream out, String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
