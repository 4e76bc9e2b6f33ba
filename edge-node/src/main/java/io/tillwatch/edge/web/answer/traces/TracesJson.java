package io.tillwatch.edge.web.answer.traces;

import io.tillwatch.core.trace.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long each stage took of the latest transactions whose alerts were painted, and which these
 * are, newest first.
 */
public record TracesJson(List<Took> stages, List<TraceJson> items) {

  /** How long a stage took, since the one before. */
  public record Took(Stage stage, int count, long p50Micros, long p99Micros) {
    private static Took of(Stage stage, List<Long> micros) {
      Collections.sort(micros);
      int n = micros.size();
      return new Took(stage, n, micros.get((n - 1) / 2), micros.get((int) Math.ceil(n * 0.99) - 1));
    }
  }

  /**
   * Of these, of which the newest so many are shown.
   *
   * @param all by the clock of who looks, newest last
   */
  public static TracesJson of(List<TraceJson> all, int shown) {
    Map<Stage, List<Long>> took = new EnumMap<>(Stage.class);
    for (TraceJson trace : all) {
      for (TraceJson.Passed passed : trace.stages()) {
        if (passed.tookMicros() != null) {
          took.computeIfAbsent(passed.stage(), any -> new ArrayList<>()).add(passed.tookMicros());
        }
      }
    }
    List<Took> stages = new ArrayList<>();
    took.forEach((stage, micros) -> stages.add(Took.of(stage, micros)));
    List<TraceJson> newest =
        new ArrayList<>(all.subList(Math.max(0, all.size() - shown), all.size()));
    Collections.reverse(newest);
    return new TracesJson(stages, newest);
  }
}
