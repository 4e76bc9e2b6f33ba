package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real node whose Redis still answers reads and takes no writes, or is not there, while a till
 * sells: the node says so within five seconds wherever an operator looks, and is back by itself.
 */
@Tag("proof")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusingRedisIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int SMALL_MEGABYTES = 48;

  /** What goes wrong with Redis, how it ends, and the word by which an operator knows it. */
  enum Trouble {
    REPLICA("read-only replica"),
    TOO_FEW_REPLICAS("min-replicas-to-write"),
    MEMORY_FULL("maxmemory"),
    SNAPSHOT_FAILED("cannot write to its disk"),
    USER_MAY_NOT_WRITE("does not let this user write"),
    WRITES_HELD_BACK("does not answer a write"),
    PAUSED("does not answer a write"),
    KILLED("not connected"),
    DISK_FULL("disk full"),
    NOTHING_ON_DISK("appendonly no"),
    NO_LONGER_SYNCS("appendfsync everysec"),
    MAY_EVICT("allkeys-lru");

    private final String word;

    Trouble(String word) {
      this.word = word;
    }
  }

  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private SmallDisk disk;
  private RedisProcess redis;
  private ProcessGroup group;
  private NodeProcess node;
  private Thread till;

  @BeforeAll
  void start(@TempDir Path dir) {
    Path redisDir = dir.resolve("disk");
    disk = new SmallDisk(redisDir);
    if (!disk.mount(SMALL_MEGABYTES)) {
      System.out.println("RefusingRedisIT: this user cannot mount a disk: DISK_FULL is SKIPPED");
    }
    redis = new RedisProcess(redisDir).start();
    String conf = "{mode: external, url: \"redis://127.0.0.1:" + redis.port() + "\"}";
    GroupOptions options = GroupOptions.direct().with(store -> conf);
    group = new ProcessGroup(dir, List.of("store-a"), options).start();
    node = group.node("store-a");
    till = new Thread(this::sell, "till");
    till.start();
  }

  @AfterAll
  void stop() throws InterruptedException {
    closing.set(true);
    till.join();
    group.close();
    redis.close();
    disk.close();
  }

  @ParameterizedTest
  @EnumSource
  void isSaidWithinFiveSecondsAndPassesByItself(Trouble trouble) throws Exception {
    assumeTrue(trouble != Trouble.DISK_FULL || disk.isMounted(), "needs a disk of its own");
    awaitSales(3);
    int logged = log().size();

    long began = System.nanoTime();
    begin(trouble);
    long shown;
    long said;
    try {
      Await.until(trouble + " shows in ready, and why", SOON, POLL, () -> says(ready(), trouble));
      shown = System.nanoTime();
      Await.until(trouble + " is in the log", SOON, POLL, () -> saidSince(logged, trouble) > 0);
      assertThat(status()).contains("NOT READY").contains(trouble.word);
      said = saidSince(logged, trouble);
    } finally {
      end(trouble);
    }
    long ended = System.nanoTime();
    Await.until("ready again", PATIENCE, POLL, () -> "UP".equals(ready().path("status").asText()));

    System.out.printf(
        "RefusingRedisIT: %s: shown after %d ms, ready again after %d ms, %d sales so far%n",
        trouble,
        TimeUnit.NANOSECONDS.toMillis(shown - began),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended),
        acknowledged.size());
    assertThat(said).as("lines of log for one trouble").isEqualTo(1);
    awaitSales(3);
    assertThat(lost()).isEmpty();
  }

  private void begin(Trouble trouble) throws IOException {
    switch (trouble) {
      case REPLICA -> redis.ask("REPLICAOF", "127.0.0.1", "1");
      case TOO_FEW_REPLICAS -> redis.ask("CONFIG", "SET", "min-replicas-to-write", "1");
      case MEMORY_FULL -> redis.ask("CONFIG", "SET", "maxmemory", "1");
      case SNAPSHOT_FAILED -> {
        Files.createDirectory(node.data().resolveSibling("disk").resolve("taken.rdb"));
        redis.ask("CONFIG", "SET", "save", "3600 1000000");
        redis.ask("CONFIG", "SET", "dbfilename", "taken.rdb");
        redis.ask("BGSAVE");
      }
      case USER_MAY_NOT_WRITE -> redis.ask("ACL", "SETUSER", "default", "-@write");
      case WRITES_HELD_BACK -> redis.ask("CLIENT", "PAUSE", "600000", "WRITE");
      case PAUSED -> redis.pause();
      case KILLED -> redis.kill();
      case DISK_FULL -> {
        disk.fill();
        redis.awaitEnd();
      }
      case NOTHING_ON_DISK -> redis.ask("CONFIG", "SET", "appendonly", "no");
      case NO_LONGER_SYNCS -> redis.ask("CONFIG", "SET", "appendfsync", "everysec");
      case MAY_EVICT -> redis.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    }
  }

  private void end(Trouble trouble) {
    switch (trouble) {
      case REPLICA -> redis.ask("REPLICAOF", "NO", "ONE");
      case TOO_FEW_REPLICAS -> redis.ask("CONFIG", "SET", "min-replicas-to-write", "0");
      case MEMORY_FULL -> redis.ask("CONFIG", "SET", "maxmemory", "0");
      case SNAPSHOT_FAILED -> redis.ask("CONFIG", "SET", "save", "");
      case USER_MAY_NOT_WRITE -> redis.ask("ACL", "SETUSER", "default", "+@all");
      case WRITES_HELD_BACK -> redis.ask("CLIENT", "UNPAUSE");
      case PAUSED -> redis.resume();
      case KILLED -> redis.start();
      case DISK_FULL -> {
        disk.free();
        redis.start();
      }
      case NOTHING_ON_DISK -> redis.ask("CONFIG", "SET", "appendonly", "yes");
      case NO_LONGER_SYNCS -> redis.ask("CONFIG", "SET", "appendfsync", "always");
      case MAY_EVICT -> redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
    }
  }

  private void sell() {
    for (int i = 0; !closing.get(); i++) {
      String customer = "CU-" + i;
      node.till()
          .sell("key-" + i, customer)
          .filter(answer -> answer.status() == 201)
          .ifPresent(answer -> acknowledged.add(answer.receipt()));
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private void awaitSales(int more) {
    int enough = acknowledged.size() + more;
    Await.until(more + " more sales", PATIENCE, POLL, () -> acknowledged.size() >= enough);
  }

  private List<String> lost() {
    return acknowledged.stream().filter(receipt -> !node.till().knows(receipt)).toList();
  }

  private JsonNode ready() {
    return node.till().get("/health/ready");
  }

  private static boolean says(JsonNode ready, Trouble trouble) {
    return "DOWN".equals(ready.path("status").asText()) && ready.toString().contains(trouble.word);
  }

  private long saidSince(int line, Trouble trouble) {
    return log().stream()
        .skip(line)
        .filter(each -> each.contains("not ready") && each.contains(trouble.word))
        .count();
  }

  private List<String> log() {
    try {
      return Files.readAllLines(node.data().resolveSibling("store-a.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String status() throws IOException, InterruptedException {
    Process status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.tillwatch.edge.cli.Main",
                "status",
                "--config",
                node.conf().toString())
            .redirectErrorStream(true)
            .start();
    String said = status.inputReader().lines().collect(Collectors.joining("\n"));
    assertThat(status.waitFor()).as(said).isEqualTo(1);
    return said;
  }
}
