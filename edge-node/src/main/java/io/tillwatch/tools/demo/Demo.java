package io.tillwatch.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.tools.demo.model.Scenario;
import io.tillwatch.tools.demo.model.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the whole script against two stores that are up. */
public final class Demo {
  private static final Duration QUIET_PATIENCE = Duration.ofSeconds(10);

  private Demo() {}

  /** Plays the script, shows each step, and reports. */
  public static Report run(Map<Shop, StoreClient> stores, Instant now, Terminal terminal) {
    RunNames names = RunNames.at(now);
    Feed feed = new Feed(terminal);
    List<StepResult> results = new ScenarioRun(stores, names).play(Scenario.steps(), feed::show);
    List<JsonNode> replication = List.of(quiet(stores, Shop.A), quiet(stores, Shop.B));
    Report report = Report.of(names.run(), results, asked(Shop.A.in(stores), results), replication);
    new ReportText(terminal).show(report);
    return report;
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
  private static JsonNode quiet(Map<Shop, StoreClient> stores, Shop shop) {
    StoreClient store = shop.in(stores);
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
