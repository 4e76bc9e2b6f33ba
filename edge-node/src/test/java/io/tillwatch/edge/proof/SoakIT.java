package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.edge.demo.traffic.Traffic;
import io.tillwatch.edge.demo.traffic.TrafficFigures;
import io.tillwatch.edge.demo.traffic.TrafficPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes sell and take back at a steady rate, for long; latency and the heap that is still
 * in use after a collection are printed as they go. The hour of the table: {@code
 * -Dtillwatch.soak.seconds=3600 -Dtillwatch.soak.rate=50 -Dtillwatch.node.heap=1g}.
 */
@Tag("proof")
class SoakIT {
  private static final int SECONDS = Integer.getInteger("tillwatch.soak.seconds", 6);
  private static final int RATE = Integer.getInteger("tillwatch.soak.rate", 20);
  private static final int STRETCHES = Integer.getInteger("tillwatch.soak.stretches", 3);
  private static final double FRAUD_SHARE = 0.05;
  private static final int IN_FLIGHT = 256;
  private static final Duration WARM_UP = Duration.ofSeconds(Math.min(60, SECONDS));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** What each store holds at a moment; bytes are those that a collection leaves. */
  private record Moment(long transactions, Map<String, Long> heap) {
    long bytes() {
      return heap.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Test
  void growsByWhatItsHistoryHoldsAndStaysAsFast(@TempDir Path dir) throws Exception {
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.direct()).start()) {
      List<Traffic.Target> targets = group.nodes().stream().map(SoakIT::target).toList();
      TrafficPlan plan = new TrafficPlan(1, "soak", targets.size(), FRAUD_SHARE);
      TrafficFigures warm = new TrafficFigures();
      new Traffic(targets, plan, warm, IN_FLIGHT).run(RATE * targets.size(), WARM_UP);
      List<Moment> moments = new ArrayList<>(List.of(moment(group, warm.answers())));
      print("warmed up", warm, moments.get(0));

      long failures = warm.failures();
      for (int i = 1; i <= STRETCHES; i++) {
        TrafficFigures figures = new TrafficFigures();
        Traffic traffic = new Traffic(targets, plan, figures, IN_FLIGHT);
        traffic.run(RATE * targets.size(), Duration.ofMillis(1_000L * SECONDS / STRETCHES));
        moments.add(moment(group, moments.get(i - 1).transactions() + figures.answers()));
        print((long) SECONDS * i / STRETCHES + " s", figures, moments.get(i));
        figures.reasons().forEach(reason -> System.out.println("SoakIT:   " + reason));
        failures += figures.failures();
      }
      group.awaitEqual(PATIENCE);

      Moment first = moments.get(0);
      Moment last = moments.get(moments.size() - 1);
      long more = last.transactions() - first.transactions();
      System.out.printf(
          "SoakIT: %d more transactions in each of %d stores, %d bytes of heap for each of them%n",
          more,
          targets.size(),
          (last.bytes() - first.bytes()) / targets.size() / Math.max(1, more));
      assertThat(failures).isZero();
      assertThat(more).isPositive();
    }
  }

  private static void print(String when, TrafficFigures figures, Moment moment) {
    System.out.printf(
        "SoakIT: %s: %s; %d transactions, live heap %s MiB%n",
        when,
        figures.line(),
        moment.transactions(),
        moment.heap().values().stream().map(bytes -> bytes >> 20).toList());
  }

  private static Moment moment(ProcessGroup group, long transactions) {
    Map<String, Long> heap = new TreeMap<>();
    group.nodes().forEach(node -> heap.put(node.store(), liveHeap(node.pid().orElseThrow())));
    return new Moment(transactions, heap);
  }

  /** What a full collection leaves. */
  private static long liveHeap(long pid) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      Matcher total =
          LIVE_BYTES.matcher(
              new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      return total.find() ? Long.parseLong(total.group(1)) : -1;
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
