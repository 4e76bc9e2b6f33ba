package io.tillwatch.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A watch over a server of somebody else, whose settings change under it. */
@Timeout(60)
class RedisHealthCheckIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String KEY = "probe";

  private final Vertx vertx = Vertx.vertx();
  private final int port = Ports.free();
  private Process server;
  private RedisLink link;

  @BeforeEach
  void serve(@TempDir Path dir) throws IOException {
    server =
        new ProcessBuilder(
                RedisExecutable.locate("bundled", dir.resolve("bin")).toString(),
                "--port",
                Integer.toString(port),
                "--dir",
                dir.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always")
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("server.log").toFile())
            .start();
    RedisEndpoint endpoint =
        new RedisEndpoint(RedisUrl.of("redis://127.0.0.1:" + port), null, null);
    link = await(RedisLink.open(vertx, endpoint));
  }

  @AfterEach
  void stop() throws InterruptedException {
    vertx.close().await();
    server.destroyForcibly().waitFor();
  }

  @Test
  void sayWhatAStartWouldSayOfSettingsThatSomebodyChanges() {
    RedisHealthCheck watch = watch(false);

    set("appendfsync", "everysec");
    Await.until("it no longer syncs", SOON, () -> says(watch.health(), "appendfsync everysec"));
    set("appendonly", "no");
    Await.until("it keeps nothing", SOON, () -> says(watch.health(), "appendonly no"));
    set("appendonly", "yes");
    set("appendfsync", "always");

    Await.until("all is well", SOON, () -> watch.health().up());
    assertThat(watch.health().warnings()).isEmpty();
  }

  @Test
  void onlyWarnsOfWhatTheOperatorAccepted() {
    RedisHealthCheck watch = watch(true);

    set("appendonly", "no");

    Await.until("it warns", SOON, () -> !watch.health().warnings().isEmpty());
    assertThat(watch.health().warnings()).singleElement().asString().contains("appendonly no");
    assertThat(watch.health().up()).isTrue();
  }

  @Test
  void takesAUserThatMayNotReadSettingsForFit() {
    RedisHealthCheck watch = watch(false);

    send("ACL", "SETUSER", "default", "-config");
    link.send(Request.cmd(Command.CONFIG).arg("GET").arg("save")).otherwiseEmpty().await();

    assertThat(watch.health().up()).as(watch.health().toString()).isTrue();
  }

  @Test
  void saysOneTroubleOnceThoughItIsMetTwice() {
    // Given a replica that was found by looking, while writes seemed to be taken
    RedisHealthCheck watch = watch(false);
    long writes = vertx.setPeriodic(50, turn -> watch.proven());
    send("REPLICAOF", "127.0.0.1", "1");
    Await.until("it is a replica", SOON, () -> says(watch.health(), "read-only replica"));
    vertx.cancelTimer(writes);
    RedisHealth found = watch.health();

    // When it refuses one
    link.send(Request.cmd(Command.SET).arg(KEY).arg("x")).otherwiseEmpty().await();
    Await.until("it refused", SOON, () -> watch.health().refusals() > found.refusals());

    // Then nothing else is wrong than before
    assertThat(watch.health().cause()).isEqualTo(found.cause());
    assertThat(watch.health().since()).isEqualTo(found.since());
  }

  private RedisHealthCheck watch(boolean allowUnsafe) {
    RedisHealthCheck watch =
        new RedisHealthCheck(vertx, link, KEY, allowUnsafe, InstantSource.system());
    vertx.getOrCreateContext().runOnContext(turn -> watch.start());
    Await.until("it has written", SOON, () -> asked(Command.EXISTS, KEY).equals("1"));
    Await.until(
        "it has looked",
        SOON,
        () -> asked(Command.INFO, "commandstats").contains("cmdstat_config"));
    return watch;
  }

  private String asked(Command command, String word) {
    return await(link.send(Request.cmd(command).arg(word))).toString();
  }

  private void set(String setting, String value) {
    send("CONFIG", "SET", setting, value);
  }

  /** Over a connection of an operator's own. */
  private void send(String... words) {
    RedisEndpoint endpoint =
        new RedisEndpoint(RedisUrl.of("redis://127.0.0.1:" + port), null, null);
    try (BlockingRespClient operator = BlockingRespClient.open(endpoint, Duration.ofSeconds(5))) {
      assertThat(operator.ask(words)).isEqualTo(List.of("OK"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean says(RedisHealth health, String word) {
    return !health.up() && health.cause().contains(word);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
