package io.tillwatch.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tillwatch.edge.config.binding.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class EmbeddedRedisIT {
  private static final int PORT = 18410;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir Path data;

  @Test
  void keepsEveryWriteOnDiskBehindAPassword() throws IOException {
    try (EmbeddedRedis redis = start()) {
      try (BlockingRespClient probe = BlockingRespClient.open(redis.endpoint(), TIMEOUT)) {
        RedisInfo info = probe.facts();
        assertThat(info.isRecentEnough()).isTrue();
        assertThat(info.isAppendOnly()).isTrue();
        assertThat(info.evictionPolicy()).isEqualTo("noeviction");
        assertThat(probe.ask("CONFIG", "GET", "appendfsync"))
            .containsExactly("appendfsync", "always");
      }
      RedisEndpoint anonymous = new RedisEndpoint(redis.endpoint().url(), null, null);
      assertThat(refusal(anonymous, "PING")).startsWith("NOAUTH");
      Path password = data.resolve("redis.password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      assertThat(redis.toString() + redis.endpoint())
          .doesNotContain(Files.readString(password).strip());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLUSHALL",
        "FLUSHDB",
        "KEYS *",
        "DEBUG SLEEP 0",
        "CONFIG SET dir /",
        "REPLICAOF 10.0.0.1 1",
        "MONITOR",
        "ACL LIST",
        "MODULE LIST"
      })
  void refusesCommandsThatCouldLoseOrLeakEverything(String command) throws IOException {
    try (EmbeddedRedis redis = start()) {
      assertThat(refusal(redis.endpoint(), command.split(" "))).startsWith("NOPERM");
    }
  }

  @Test
  void findsItsFactsAgainAfterAStop() throws IOException {
    try (EmbeddedRedis redis = start()) {
      ask(redis, "SET", "{tw}:test", "kept");
    }
    try (EmbeddedRedis redis = start()) {
      assertThat(ask(redis, "GET", "{tw}:test")).containsExactly("kept");
    }
  }

  @Test
  void comesBackByItselfWithItsFactsWhenKilled() throws Exception {
    try (EmbeddedRedis redis = start()) {
      ask(redis, "SET", "{tw}:test", "kept");
      long killed = redis.pid();

      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      await(() -> answers(redis, killed));
      assertThat(ask(redis, "GET", "{tw}:test")).containsExactly("kept");
    }
  }

  @Test
  void endsWithANodeThatIsKilled() throws Exception {
    Process node = startNode();
    long redis = pidOfRedis(node);

    node.destroyForcibly().waitFor();

    ProcessHandle.of(redis)
        .ifPresent(handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(redis)).isEmpty();
  }

  @Test
  void shutsDownAServerThatAKilledNodeLeftBehind() throws Exception {
    Process node = startNode();
    ProcessHandle left = ProcessHandle.of(pidOfRedis(node)).orElseThrow();
    left.children().forEach(ProcessHandle::destroyForcibly);
    node.destroyForcibly().waitFor();
    assertThat(left.isAlive()).isTrue();

    try (EmbeddedRedis redis = start()) {
      assertThat(left.isAlive()).isFalse();
      assertThat(redis.pid()).isNotEqualTo(left.pid());
    }
  }

  @Test
  void namesAnotherRedisOnThePortAndLeavesItAlone(@TempDir Path other) throws IOException {
    try (EmbeddedRedis stranger =
        EmbeddedRedis.start(RedisHost.config(PORT), other.resolve("redis"))) {
      ConfigException refused = catchThrowableOfType(ConfigException.class, this::start);

      assertThat(refused)
          .hasMessageContaining("redis.port: port " + PORT)
          .hasMessageContaining("another Redis")
          .hasMessageContaining("TILLWATCH_REDIS_PORT");
      assertThat(ask(stranger, "PING")).containsExactly("PONG");
    }
  }

  @Test
  void namesAnotherProcessOnThePort() throws IOException {
    try (ServerSocket stranger = new ServerSocket(PORT, 5, InetAddress.getLoopbackAddress())) {
      ConfigException refused = catchThrowableOfType(ConfigException.class, this::start);

      assertThat(refused).hasMessageContaining("taken by a process").hasMessageNotContaining("\n");
      assertThat(stranger.isClosed()).isFalse();
    }
  }

  private EmbeddedRedis start() {
    return EmbeddedRedis.start(RedisHost.config(PORT), data.resolve("redis"));
  }

  private Process startNode() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            RedisHost.class.getName(),
            data.resolve("redis").toString(),
            String.valueOf(PORT))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long pidOfRedis(Process node) throws IOException {
    BufferedReader lines = node.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith("REDIS ")) {
      line = lines.readLine();
    }
    assertThat(line).as("the node's word that redis is up").isNotNull();
    return Long.parseLong(line.substring("REDIS ".length()));
  }

  private static boolean answers(EmbeddedRedis redis, long unlessPid) {
    try (BlockingRespClient probe = BlockingRespClient.open(redis.endpoint(), TIMEOUT)) {
      RedisInfo info = probe.facts();
      return info.processId() != unlessPid && !info.isLoading();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> ask(EmbeddedRedis redis, String... command) throws IOException {
    try (BlockingRespClient probe = BlockingRespClient.open(redis.endpoint(), TIMEOUT)) {
      return probe.ask(command);
    }
  }

  private static String refusal(RedisEndpoint endpoint, String... command) {
    return catchThrowableOfType(
            BlockingRespClient.RefusedException.class,
            () -> {
              try (BlockingRespClient probe = BlockingRespClient.open(endpoint, TIMEOUT)) {
                probe.ask(command);
              }
            })
        .getMessage();
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited 15 s").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
