package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
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
class HostileCrowdIT {
  private static final boolean LONG = Boolean.getBoolean("tillwatch.strangers.long");
  private static final Duration EACH = Duration.ofSeconds(LONG ? 20 : 2);
  private static final long BODY = 11 << 20;
  private static final int TRIES = LONG ? 10_000 : 300;
  private static final int TILLS = 4;
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final long WORSE_MICROS = 100_000;

  /** The heap of NodeProcess, and what a JVM takes beside it: classes, code, buffers, threads. */
  private static final long MOST_RESIDENT = (512L + 350) << 20;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sale = new AtomicInteger();
  private long resident;

  /**
   * A crowd.
   *
   * @param amount of tries, after how many it is done; the others go on until they are told to go
   */
  private record Attack(int size, String work, long amount, Map<String, String> told) {
    private static final Attack NONE = new Attack(0, "calm", 0, Map.of());

    CrowdProcess on(URI server) {
      return size == 0 ? null : new CrowdProcess(server, size, work, amount, told);
    }

    Duration longest() {
      return work.equals(CrowdWork.TRIES) ? Duration.ofMinutes(10) : EACH;
    }
  }

  @Test
  void sellsThroughCrowdsOfEveryKind(@TempDir Path dir) throws IOException {
    Attack bodies = new Attack(LONG ? 500 : 60, CrowdWork.BODIES, BODY, Map.of());
    besidePlainServer(bodies);
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a"), GroupOptions.direct()).start()) {
      NodeProcess node = group.node("store-a");
      Map<String, String> reviewer = Map.of(CrowdWork.KEY, key(node, "reviewer"));
      measured(node, Attack.NONE);
      Histogram calm = measured(node, Attack.NONE);

      hold(node, calm, bodies);
      hold(node, calm, new Attack(LONG ? 1_000 : 150, CrowdWork.SLOW_HEADERS, 0, Map.of()));
      hold(node, calm, new Attack(LONG ? 500 : 150, CrowdWork.LISTENERS, 0, reviewer));
      refusedTries(node, calm);
      hold(node, calm, new Attack(16, CrowdWork.LISTINGS, 0, reviewer));

      assertThat(node.hasEnded()).as(node.lastWords()).isFalse();
      assertThat(failed).isEmpty();
      assertThat(resident).isLessThan(MOST_RESIDENT);
    }
  }

  /** What a crowd does to a server that does nothing; printed only. */
  private void besidePlainServer(Attack attack) {
    try (PlainServer server = new PlainServer()) {
      Runnable call = () -> plainCall(server.uri());
      for (Attack each : List.of(Attack.NONE, Attack.NONE, attack)) {
        measured("plain server, " + each.work(), server.uri(), each, call, () -> 0);
      }
    }
  }

  private void plainCall(URI server) {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(300)))
            .build();
    try {
      HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      failed.add("plain: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refusedTries(NodeProcess node, Histogram calm) throws IOException {
    String receipt = sold(node, "VICTIM").receipt();
    // the one that is paid
    node.till().takeBack("first", "VICTIM", receipt);
    Map<String, String> told =
        Map.of(CrowdWork.KEY, key(node, "kiosk"), CrowdWork.RECEIPT, receipt);
    hold(node, calm, new Attack(8, CrowdWork.TRIES, TRIES, told));
    long began = System.nanoTime();
    JsonNode looked = node.till().get("/api/v1/receipts/" + receipt);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("HostileCrowdIT: the receipt of %d tries is read in %s%n", TRIES, took);
    assertThat(looked.path("lines").path(0).path("refundable").asInt(-1)).isZero();
    assertThat(took).isLessThan(Duration.ofMillis(LONG ? 100 : 1_000));
  }

  private void hold(NodeProcess node, Histogram calm, Attack attack) {
    Histogram during = measured(node, attack);
    assertThat(during.getTotalCount()).as("sales during " + attack.work()).isPositive();
    long most = calm.getValueAtPercentile(99) + WORSE_MICROS;
    if (LONG && during.getValueAtPercentile(99) >= most) {
      failed.add(
          attack.work() + ": p99 is " + during.getValueAtPercentile(99) + " us, not below " + most);
    }
  }

  private Histogram measured(NodeProcess node, Attack attack) {
    return measured(
        attack.work(),
        node.uri(),
        attack,
        () -> sold(node, "CU-" + sale.incrementAndGet()),
        () -> {
          long now = node.residentBytes();
          resident = Math.max(resident, now);
          return now;
        });
  }

  /** Latencies of calls, microseconds, while the crowd is there and has something to do. */
  private static Histogram measured(
      String what, URI server, Attack attack, Runnable call, LongSupplier memory) {
    Histogram latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
    CrowdProcess crowd = attack.on(server);
    AtomicBoolean stopped = new AtomicBoolean();
    ExecutorService tills = Executors.newFixedThreadPool(TILLS);
    long most = 0;
    try (CrowdProcess closing = crowd) {
      for (int till = 0; till < TILLS; till++) {
        tills.execute(() -> goOn(call, latencies, stopped));
      }
      long end = System.nanoTime() + attack.longest().toNanos();
      while (System.nanoTime() < end && (crowd == null || !crowd.isDone())) {
        most = Math.max(most, memory.getAsLong());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      stopped.set(true);
      tills.shutdown();
      assertThat(tills.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(what, e);
    } finally {
      tills.shutdownNow();
    }
    print(what, latencies, crowd == null ? 0 : crowd.rounds(), most);
    return latencies;
  }

  private static void print(String what, Histogram latencies, long rounds, long most) {
    System.out.printf(
        "HostileCrowdIT: %s: %d calls, p50 %d, p99 %d, max %d us; %d connections of it; RSS %d MiB%n",
        what,
        latencies.getTotalCount(),
        latencies.getValueAtPercentile(50),
        latencies.getValueAtPercentile(99),
        latencies.getMaxValue(),
        rounds,
        most >> 20);
  }

  private static void goOn(Runnable call, Histogram latencies, AtomicBoolean stopped) {
    while (!stopped.get()) {
      long began = System.nanoTime();
      call.run();
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
}
