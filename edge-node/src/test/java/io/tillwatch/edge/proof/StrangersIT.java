package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node sells while crowds do their worst to it: with a key and without one. The long form has the
 * crowds of a real attack and holds the figure; the short one shows that the node lives and sells.
 */
@Tag("proof")
class StrangersIT {
  private static final boolean LONG = Boolean.getBoolean("tillwatch.strangers.long");
  private static final Duration EACH = Duration.ofSeconds(LONG ? 20 : 2);
  private static final int BODY = 11 << 20;
  private static final int TILLS = 4;
  private static final Duration PAUSE = Duration.ofMillis(25);

  /** The heap of NodeProcess, and what a JVM takes beside it: classes, code, buffers, threads. */
  private static final long MOST_RESIDENT = (512L + 350) << 20;

  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sale = new AtomicInteger();
  private long resident;

  @Test
  void sellsThroughCrowdsOfEveryKind(@TempDir Path dir) throws IOException {
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a"), GroupOptions.direct()).start()) {
      NodeProcess node = group.node("store-a");
      String reviewer = key(node, "reviewer");
      measured(node, "warm-up", () -> () -> {});
      Histogram calm = measured(node, "calm", () -> () -> {});

      attack(
          node,
          calm,
          "bodies of 11 MB",
          () -> new Crowd(node.uri(), LONG ? 500 : 60, Crowd.sendsBodies(BODY)));
      attack(
          node,
          calm,
          "slow sockets",
          () -> new Crowd(node.uri(), LONG ? 1_000 : 150, Crowd.sendsHeadersSlowly()));
      attack(
          node,
          calm,
          "streams of one key",
          () -> new Crowd(node.uri(), LONG ? 500 : 150, Crowd.listens(reviewer)));
      refusedTries(node, calm);
      attack(node, calm, "listings that match nothing", () -> listings(node));

      assertThat(node.hasEnded()).as(node.lastWords()).isFalse();
      assertThat(failed).isEmpty();
      assertThat(resident).isLessThan(MOST_RESIDENT);
    }
  }

  private void refusedTries(NodeProcess node, Histogram calm) {
    String receipt = sold(node, "VICTIM").receipt();
    int tries = LONG ? 10_000 : 300;
    AtomicInteger left = new AtomicInteger(tries);
    Histogram during =
        measured(
            node,
            "refused tries on one receipt",
            () -> {
              Workers workers =
                  new Workers(8, () -> left.getAndDecrement() > 0 && refuse(node, receipt));
              Await.until(
                  "all tries are made",
                  Duration.ofMinutes(10),
                  Duration.ofMillis(50),
                  workers::done);
              return workers;
            });
    hold(calm, during, "refused tries");
    long began = System.nanoTime();
    JsonNode looked = node.till().get("/api/v1/receipts/" + receipt);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("StrangersIT: the receipt of %d tries is read in %s%n", tries, took);
    assertThat(looked.path("lines").path(0).path("refundable").asInt()).isZero();
    assertThat(took).isLessThan(Duration.ofMillis(LONG ? 100 : 1_000));
  }

  private boolean refuse(NodeProcess node, String receipt) {
    node.till().takeBack("try-" + sale.incrementAndGet(), "VICTIM", receipt);
    return true;
  }

  private Workers listings(NodeProcess node) {
    return new Workers(
        16,
        () -> {
          node.till().get("/api/v1/transactions?limit=200&storeId=nowhere");
          return true;
        });
  }

  private void attack(
      NodeProcess node, Histogram calm, String what, Supplier<AutoCloseable> crowd) {
    hold(calm, measured(node, what, crowd), what);
  }

  private static void hold(Histogram calm, Histogram during, String what) {
    assertThat(during.getTotalCount()).as("sales during " + what).isPositive();
    if (LONG) {
      assertThat(during.getValueAtPercentile(99))
          .as("p99 during " + what)
          .isLessThan(calm.getValueAtPercentile(99) + 100_000);
    }
  }

  /** Latencies of sales, microseconds, while the crowd is there. */
  private Histogram measured(NodeProcess node, String what, Supplier<AutoCloseable> crowd) {
    Histogram latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
    AtomicBoolean stopped = new AtomicBoolean();
    ExecutorService tills = Executors.newFixedThreadPool(TILLS);
    long most = 0;
    try (AutoCloseable there = crowdBeside(tills, node, latencies, stopped, crowd)) {
      long end = System.nanoTime() + EACH.toNanos();
      while (System.nanoTime() < end) {
        most = Math.max(most, node.residentBytes());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      stopped.set(true);
      tills.shutdown();
      assertThat(tills.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    } catch (Exception e) {
      throw new AssertionError(what, e);
    } finally {
      tills.shutdownNow();
    }
    resident = Math.max(resident, most);
    System.out.printf(
        "StrangersIT: %s: %d sales, p50 %d, p99 %d, max %d us, RSS %d MiB%n",
        what,
        latencies.getTotalCount(),
        latencies.getValueAtPercentile(50),
        latencies.getValueAtPercentile(99),
        latencies.getMaxValue(),
        most >> 20);
    return latencies;
  }

  private AutoCloseable crowdBeside(
      ExecutorService tills,
      NodeProcess node,
      Histogram latencies,
      AtomicBoolean stopped,
      Supplier<AutoCloseable> crowd) {
    for (int till = 0; till < TILLS; till++) {
      tills.execute(() -> sell(node, latencies, stopped));
    }
    return crowd.get();
  }

  private void sell(NodeProcess node, Histogram latencies, AtomicBoolean stopped) {
    while (!stopped.get()) {
      long began = System.nanoTime();
      sold(node, "CU-" + sale.incrementAndGet());
      latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Till.Answer sold(NodeProcess node, String customer) {
    Optional<Till.Answer> answer = node.till().sell("sale-" + sale.incrementAndGet(), customer);
    if (answer.isEmpty() || answer.get().status() != 201) {
      failed.add(customer + ": " + answer);
    }
    return answer.orElseThrow();
  }

  private static String key(NodeProcess node, String role) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(node.data().resolve("keys.json")))
        .path(role)
        .asText();
  }

  /** Threads that do the same until it says that it is done, or they are told to go. */
  private static final class Workers implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger working;
    private final ExecutorService threads;

    Workers(int size, Supplier<Boolean> work) {
      threads = Executors.newFixedThreadPool(size);
      working = new AtomicInteger(size);
      for (int i = 0; i < size; i++) {
        threads.execute(
            () -> {
              while (!over.get() && work.get()) {
                Thread.onSpinWait();
              }
              working.decrementAndGet();
            });
      }
    }

    boolean done() {
      return working.get() == 0;
    }

    @Override
    public void close() {
      over.set(true);
      threads.shutdown();
    }
  }
}
