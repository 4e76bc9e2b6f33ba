package io.tillwatch.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.tools.demo.model.Scenario;
import io.tillwatch.tools.demo.model.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of the whole script against two stores that are up. */
public final class Demo {
  private static final Duration QUIET_PATIENCE = Duration.ofSeconds(10);

  private Demo() {}

  /** Plays the script, shows each step, and reports. */
  public static Report run(Map<Shop, StoreClient> stores, Instant now, Terminal terminal) {
    Report report = play(stores, now, new Feed(terminal)::show);
    new ReportText(terminal).show(report);
    return report;
  }

  /**
   * Plays the script and reports; each step is also handed over as it comes. One store may be both
   * shops.
   */
  static Report play(Map<Shop, StoreClient> stores, Instant now, Consumer<StepResult> feed) {
    RunNames names = RunNames.at(now);
    List<StepResult> results;
    try (ScenarioRun run = new ScenarioRun(stores, names)) {
      results = run.play(Scenario.steps(), feed);
    }
    List<JsonNode> replication =
        Stream.of(Shop.values()).map(shop -> shop.in(stores)).distinct().map(Demo::quiet).toList();
    return Report.of(names.run(), results, asked(Shop.A.in(stores), results), replication);
  }

  /** What attempts asked for, once the store has counted every one that was prevented. */
  private static Map<String, Long> asked(StoreClient store, List<StepResult> results) {
    List<String> prevented =
        results.stream().filter(StepResult::isPrevented).map(StepResult::transactionId).toList();
    return Await.until(
            QUIET_PATIENCE,
            () ->
                Optional.of(store.valueProtected())
                    .filter(counted -> counted.keySet().containsAll(prevented)))
        .orElseGet(store::valueProtected);
  }

  /** What the node says of replication once everything of the run has arrived. */
  private static JsonNode quiet(StoreClient store) {
    return Await.until(QUIET_PATIENCE, () -> Optional.of(store.replication()).filter(Demo::isQuiet))
        .orElseGet(store::replication);
  }

  private static boolean isQuiet(JsonNode replication) {
    for (JsonNode peer : replication.path("peers")) {
      boolean heard = !peer.path("lastHeard").isNull() && !peer.path("lastHeard").isMissingNode();
      if (heard && peer.path("lagOps").asLong() + peer.path("backlog").asLong() > 0) {
        return false;
      }
    }
    return true;
  }
}
