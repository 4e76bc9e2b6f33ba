package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.tools.demo.traffic.Traffic;
import io.tillwatch.tools.demo.traffic.TrafficFigures;
import io.tillwatch.tools.demo.traffic.TrafficPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes sell and take back at a steady rate, for long. After each stretch it prints how
 * long answers took, what a collection leaves in the heap, what the history says it holds of that,
 * and what the process takes of the machine. The soak profile makes it an hour, for which a node
 * needs {@code -Dtillwatch.node.heap=1g}.
 */
@Tag("proof")
class SoakIT {
  private static final int SECONDS = Integer.getInteger("tillwatch.soak.seconds", 4);
  private static final int RATE = Integer.getInteger("tillwatch.soak.rate", 20);
  private static final int STRETCHES = Integer.getInteger("tillwatch.soak.stretches", 2);
  private static final double FRAUD_SHARE = 0.05;
  private static final String WARMING = "warm-up";
  private static final int IN_FLIGHT = 512;

  /**
   * At 50 checkouts a second long enough for what is bounded by number, 10,000 answers, to fill.
   */
  private static final Duration WARM_UP = Duration.ofSeconds(Math.min(240, SECONDS));

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What grows to a bound: recent answers where the warm-up was short, pools, buffers. */
  private static final long APART = 12L << 20;

  private static final int CLASSES = 12;

  /**
   * A store at a moment.
   *
   * @param heap what a collection leaves
   * @param transactions that its history remembers
   * @param history what these take of the heap by its own estimate, bytes
   * @param resident what the process takes of the machine's memory, bytes
   */
  private record Moment(
      String store, LiveHeap heap, long transactions, long history, long resident) {

    static Moment of(NodeProcess node) {
      String metrics = text(node.uri().resolve("/metrics"));
      return new Moment(
          node.store(),
          LiveHeap.of(node.pid().orElseThrow()),
          metric(metrics, "tillwatch_fraud_history_transactions{state=\"remembered\"}"),
          metric(metrics, "tillwatch_fraud_history_bytes"),
          node.residentBytes());
    }

    String line() {
      return "%s %d transactions, heap %.1f MiB, history says %.1f MiB, RSS %d MiB"
          .formatted(
              store, transactions, mebibytes(heap.bytes()), mebibytes(history), resident >> 20);
    }

    /** How it grew for each transaction that came since. */
    String growth(Moment since) {
      long more = Math.max(1, transactions - since.transactions);
      return "%s: %d more transactions, %d bytes of heap for each, %d as the history says"
          .formatted(
              store,
              transactions - since.transactions,
              (heap.bytes() - since.heap.bytes()) / more,
              (history - since.history) / more);
    }
  }

  @Test
  void growsByWhatItsHistoryHoldsAndStaysAsFast(@TempDir Path dir) throws Exception {
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.direct())) {
      // else a collection leaves gaps, which are counted as arrays of int
      group.nodes().forEach(node -> node.with("JAVA_TOOL_OPTIONS", "-XX:MarkSweepDeadRatio=0"));
      group.start();
      List<Traffic.Target> targets = group.nodes().stream().map(SoakIT::target).toList();
      TrafficPlan plan = new TrafficPlan(1, "soak", targets.size(), FRAUD_SHARE);
      window(targets, plan, WARMING, WARM_UP);
      List<Moment> first = moments(group);

      for (int i = 1; i <= STRETCHES; i++) {
        String until = (long) SECONDS * i / STRETCHES + " s";
        window(targets, plan, until, Duration.ofMillis(1_000L * SECONDS / STRETCHES));
        List<Moment> now = moments(group);
        for (int store = 0; store < now.size(); store++) {
          assertGrownByHistory(first.get(store), now.get(store));
        }
        assertNothingRefused(group);
      }
    }
  }

  /**
   * Sells and takes back for so long; nothing may fail, and nothing be left out once it is warm: so
   * many may be under way that a slow moment shows in the latency instead.
   */
  private static void window(
      List<Traffic.Target> targets, TrafficPlan plan, String until, Duration duration)
      throws InterruptedException {
    TrafficFigures figures = new TrafficFigures();
    new Traffic(targets, plan, figures, IN_FLIGHT).run(RATE * targets.size(), duration);
    say(until + ": " + figures.line() + ", decisions " + figures.toMap().get("decisions"));
    assertThat(figures.reasons()).as("requests that failed by " + until).isEmpty();
    if (!until.equals(WARMING)) {
      assertThat(figures.toMap()).as("visits by " + until).containsEntry("leftOut", 0L);
    }
    assertThat(figures.answers()).as("answers by " + until).isPositive();
  }

  private static List<Moment> moments(ProcessGroup group) {
    group.awaitEqual(PATIENCE);
    List<Moment> moments = group.nodes().stream().map(Moment::of).toList();
    moments.forEach(moment -> say("  " + moment.line()));
    return moments;
  }

  private static void assertGrownByHistory(Moment first, Moment now) {
    say("  " + now.growth(first));
    assertThat(now.transactions()).isGreaterThan(first.transactions());
    assertThat(now.heap().bytes() - first.heap().bytes())
        .as(
            "bytes of heap more in %s; grown most:%n%s",
            now.store(), String.join("\n", now.heap().grownSince(first.heap(), CLASSES)))
        .isLessThan(now.history() - first.history() + APART);
  }

  /** Nobody attacks here: a frame that is refused is a fault of the product, or of its figures. */
  private static void assertNothingRefused(ProcessGroup group) {
    for (NodeProcess node : group.nodes()) {
      JsonNode replication = node.till().replication();
      assertThat(replication.path("refusedFrames"))
          .as("frames refused in " + node.store())
          .isNotEmpty()
          .allMatch(count -> count.asLong() == 0);
    }
  }

  private static long metric(String metrics, String name) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)").matcher(metrics);
    assertThat(line.find()).as(name + " in " + metrics).isTrue();
    return (long) Double.parseDouble(line.group(1));
  }

  private static double mebibytes(long bytes) {
    return bytes / 1_048_576.0;
  }

  private static void say(String line) {
    System.out.println("SoakIT: " + line);
    System.out.flush();
  }

  private static String text(URI uri) {
    try (var in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Traffic.Target target(NodeProcess node) {
    try {
      JsonNode keys =
          new ObjectMapper().readTree(Files.readAllBytes(node.data().resolve("keys.json")));
      return new Traffic.Target(node.uri(), keys.path("kiosk").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
