package io.tillwatch.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.Settings;
import io.tillwatch.edge.support.TestCertificates;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Redis under TLS whose certificate an authority of one's own has signed. */
@Timeout(60)
class RedisTlsIT {
  private final int port = Ports.free();
  private Path log;
  private TestCertificates ours;
  private TestCertificates others;
  private Process server;

  @BeforeEach
  void serve(@TempDir Path dir) throws IOException {
    ours = new TestCertificates(Files.createDirectory(dir.resolve("ours")), "shop");
    others = new TestCertificates(Files.createDirectory(dir.resolve("others")), "stranger");
    ours.issue("redis");
    log = dir.resolve("server.log");
    server =
        new ProcessBuilder(
                RedisExecutable.locate("bundled", dir.resolve("bin")).toString(),
                "--port",
                "0",
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                ours.cert("redis").toString(),
                "--tls-key-file",
                ours.key("redis").toString(),
                "--tls-ca-cert-file",
                ours.ca().toString(),
                "--tls-auth-clients",
                "no",
                "--dir",
                dir.toString(),
                "--appendonly",
                "yes")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Await.until(
        "the server is ready or has ended",
        Duration.ofSeconds(20),
        () -> log().contains("eady to accept connections") || !server.isAlive());
    boolean speaksTls = server.isAlive();
    if (!speaksTls) {
      System.out.println("RedisTlsIT is SKIPPED: the bundled server speaks no TLS: " + log());
    }
    assumeTrue(speaksTls);
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  @Test
  void isTrustedByTheAuthorityThatIsNamed() {
    Vertx vertx = Vertx.vertx();
    try (ExternalRedis redis = ExternalRedis.check(config(ours.ca()))) {
      String answer =
          RedisLink.open(vertx, redis.endpoint())
              .compose(link -> link.send(Request.cmd(Command.PING)))
              .await()
              .toString();
      assertThat(answer).isEqualTo("PONG");
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void isRefusedWhereNobodyOrSomebodyElseIsTrusted() {
    for (Path authority : new Path[] {null, others.ca()}) {
      ConfigException refused =
          catchThrowableOfType(ConfigException.class, () -> ExternalRedis.check(config(authority)));

      assertThat(refused)
          .hasMessageContaining("redis.url: rediss://127.0.0.1:" + port)
          .hasMessageContaining("certificate that is not trusted")
          .hasMessageContaining("redis.caFile");
    }
  }

  private RedisConfig config(Path authority) {
    Map<String, Object> said =
        new HashMap<>(
            Map.of(
                "mode", "external",
                "url", "rediss://127.0.0.1:" + port,
                "startTimeout", "10s"));
    if (authority != null) {
      said.put("caFile", authority.toString());
    }
    return Settings.of(RedisConfig.class, said);
  }

  private String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
