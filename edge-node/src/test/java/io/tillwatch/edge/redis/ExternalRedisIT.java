package io.tillwatch.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.support.Settings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExternalRedisIT {
  private static final int PORT = 18420;

  @TempDir Path dir;

  private Process server;

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://:hush@127.0.0.1:18420", "redis://default:hush@localhost:18420"})
  void acceptsAServerThatKeepsFactsSafe(String url) throws IOException {
    serve("--appendonly", "yes", "--requirepass", "hush");

    try (ExternalRedis redis = check(url, false)) {
      assertThat(ping(redis)).isEqualTo("PONG");
    }
    assertThat(server.isAlive()).isTrue();
  }

  @Test
  void talksOverAUnixSocket() throws IOException {
    Path socket = dir.resolve("r.sock");
    serve("--appendonly", "yes", "--requirepass", "hush", "--unixsocket", socket.toString());
    Path password = Files.writeString(dir.resolve("password"), "hush\n");

    try (ExternalRedis redis = ExternalRedis.check(config("unix://" + socket, password, false))) {
      assertThat(ping(redis)).isEqualTo("PONG");
    }
    try (ExternalRedis redis = check("unix://:hush@" + socket, false)) {
      assertThat(ping(redis)).isEqualTo("PONG");
    }
  }

  @Test
  void refusesAServerThatCouldLoseFactsUnlessToldOtherwise() throws IOException {
    serve("--appendonly", "no", "--maxmemory-policy", "allkeys-lru");

    assertThat(refusal("redis://127.0.0.1:" + PORT).problems())
        .hasSize(2)
        .anySatisfy(each -> assertThat(each.toString()).contains("appendonly no"))
        .anySatisfy(each -> assertThat(each.toString()).contains("allkeys-lru"));
    check("redis://127.0.0.1:" + PORT, true).close();
  }

  @Test
  void refusesAReadOnlyReplica() throws IOException {
    serve("--appendonly", "yes", "--replicaof", "127.0.0.1", "18421");

    assertThat(refusal("redis://127.0.0.1:" + PORT)).hasMessageContaining("read-only replica");
  }

  @Test
  void namesAWrongPasswordWithoutRepeatingIt() throws IOException {
    serve("--appendonly", "yes", "--requirepass", "hush");

    assertThat(refusal("redis://:guess@127.0.0.1:" + PORT))
        .hasMessageContaining("refuses: WRONGPASS")
        .hasMessageNotContaining("guess");
  }

  @Test
  void namesAServerThatIsNotThere() {
    assertThat(refusal("redis://127.0.0.1:18422")).hasMessageContaining("does not answer");
  }

  private void serve(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(RedisExecutable.locate("bundled", dir.resolve("bin")).toString());
    command.addAll(List.of("--port", "" + PORT, "--bind", "127.0.0.1", "--dir", dir.toString()));
    command.addAll(List.of(options));
    server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("server.log").toFile())
            .start();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!Files.readString(dir.resolve("server.log")).contains("eady to accept connections")) {
      assertThat(System.nanoTime()).as("waited 10 s").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static ExternalRedis check(String url, boolean allowUnsafe) {
    return ExternalRedis.check(config(url, null, allowUnsafe));
  }

  private static ConfigException refusal(String url) {
    return catchThrowableOfType(ConfigException.class, () -> check(url, false));
  }

  private static RedisConfig config(String url, Path passwordFile, boolean allowUnsafe) {
    Map<String, Object> said =
        new HashMap<>(
            Map.of(
                "mode", "external", "url", url, "startTimeout", "10s", "allowUnsafe", allowUnsafe));
    if (passwordFile != null) {
      said.put("passwordFile", passwordFile.toString());
    }
    return Settings.of(RedisConfig.class, said);
  }

  private static String ping(ExternalRedis redis) {
    Vertx vertx = Vertx.vertx();
    try {
      return RedisLink.open(vertx, redis.endpoint())
          .compose(link -> link.send(Request.cmd(Command.PING)))
          .await()
          .toString();
    } finally {
      vertx.close().await();
    }
  }
}
