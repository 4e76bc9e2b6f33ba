package io.tillwatch.edge.web.api.demo;

import io.tillwatch.edge.port.DemoScript.Outcome;
import io.tillwatch.edge.port.DemoScript.Visit;
import io.tillwatch.edge.web.answer.demo.DemoJson;
import io.tillwatch.edge.web.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs of the script: one at a time, one a minute, none longer than some minutes. Told of by the
 * thread that plays, asked by those that answer.
 */
final class DemoRuns {
  static final Duration BETWEEN = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final int visitsOfScript;
  private final InstantSource clock;
  private final List<DemoJson.VisitJson> visits = new ArrayList<>();
  private DemoJson.State state = DemoJson.State.IDLE;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private String by = "";
  private @Nullable String problem;
  private DemoJson.@Nullable ReportJson report;

  DemoRuns(int visitsOfScript, InstantSource clock) {
    this.visitsOfScript = visitsOfScript;
    this.clock = clock;
  }

  /**
   * A run begins.
   *
   * @throws io.tillwatch.edge.web.problem.ProblemException 409 while another is under way, 429
   *     where the last one began too short a time ago
   */
  synchronized void begin(String actor) {
    if (state == DemoJson.State.RUNNING) {
      throw Problem.of(
              409, "DEMO_RUNNING", "the script is being played; GET /demo says how far it is")
          .exception();
    }
    Instant now = clock.instant();
    Instant again = againAt(now);
    if (again != null) {
      int seconds = (int) Math.max(1, Duration.between(now, again).toSeconds() + 1);
      throw Problem.later(
              429,
              "DEMO_TOO_SOON",
              "the script is played once a minute at most; ask again at " + again,
              seconds)
          .exception();
    }
    state = DemoJson.State.RUNNING;
    startedAt = now;
    endedAt = null;
    by = actor;
    problem = null;
    report = null;
    visits.clear();
  }

  /** A visit is over; throws IllegalStateException where the run takes too long. */
  synchronized void visited(Visit visit) {
    visits.add(DemoJson.VisitJson.of(visit));
    if (startedAt != null && clock.instant().isAfter(startedAt.plus(LONGEST))) {
      throw new IllegalStateException(
          "the script was not over after " + LONGEST.toMinutes() + " minutes and was ended");
    }
  }

  synchronized void done(Outcome outcome) {
    end(DemoJson.State.DONE);
    report = DemoJson.ReportJson.of(outcome);
  }

  /** It could not go on. */
  synchronized void failed(Throwable why) {
    end(DemoJson.State.FAILED);
    String message = why.getMessage();
    problem = message == null ? why.getClass().getSimpleName() : message;
  }

  synchronized DemoJson now() {
    DemoJson.Run run =
        startedAt == null
            ? null
            : new DemoJson.Run(startedAt, by, endedAt, problem, visits, report);
    Instant again = state == DemoJson.State.RUNNING ? null : againAt(clock.instant());
    return new DemoJson(state, visitsOfScript, again, run);
  }

  private void end(DemoJson.State how) {
    state = how;
    endedAt = clock.instant();
  }

  /** Null: at once. A clock that was put back does not lock anybody out. */
  private @Nullable Instant againAt(Instant now) {
    if (startedAt == null || now.isBefore(startedAt)) {
      return null;
    }
    Instant again = startedAt.plus(BETWEEN);
    return now.isBefore(again) ? again : null;
  }
}
