package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node as operators run it: a process with a conf file, an environment and signals. */
@Timeout(180)
class ServeIT {
  private static final URI BASE = URI.create("http://127.0.0.1:18430");
  private static final NodeClient NOBODY = NodeClient.of(BASE, null);

  /** What systemd tells a service whose output it keeps. */
  private static final List<String> IN_JOURNAL =
      List.of(
          "sh",
          "-c",
          "export JOURNAL_STREAM=$(stat -L -c %d:%i /proc/$$/fd/1); exec \"$0\" \"$@\"");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path dir;

  private Process node;

  @AfterEach
  void kill() throws InterruptedException {
    if (node != null) {
      node.destroyForcibly().waitFor();
    }
  }

  @Test
  void servesUntilItIsToldToStop() throws Exception {
    node = command("serve", "--config", "conf/store-a.yaml");
    awaitReady();

    assertThat(finish(command("status", "--config", "conf/store-a.yaml"))).isZero();
    node.destroy();

    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(dir.resolve("data/redis/redis.pid")).doesNotExist();
    assertThat(log()).as("an ordered end is no fault").doesNotContain("ERROR");
    assertThat(finish(command("status", "--config", "conf/store-a.yaml"))).isEqualTo(1);
  }

  @Test
  void startsAgainAtOnceAfterAKill() throws Exception {
    node = command("serve", "--config", "conf/store-a.yaml");
    awaitReady();

    node.destroyForcibly().waitFor();
    node = command("serve", "--config", "conf/store-a.yaml");

    awaitReady();
  }

  @Test
  void opensItsLogAnewOnHangUpAndGoesOn() throws Exception {
    node = command("serve", "--config", "conf/store-a.yaml");
    awaitReady();
    Path log = dir.resolve("node.log");
    Path moved = Files.move(log, dir.resolve("node.log.moved"));

    assertThat(new ProcessBuilder("kill", "-HUP", "" + node.pid()).start().waitFor()).isZero();

    await(() -> Files.exists(log) && log().contains("log file opened anew"));
    assertThat(Files.readString(moved)).contains("starting").doesNotContain("opened anew");
    assertThat(node.isAlive()).isTrue();
    assertThat(answers()).isTrue();
  }

  @Test
  void putsItsLinksIntoAPrivateFileWhereItsOutputIsKept() throws Exception {
    node = command(IN_JOURNAL, "serve", "--config", "conf/store-a.yaml");
    awaitReady();

    Path links = dir.resolve("data").resolve("links.txt");
    await(() -> Files.exists(links));
    assertThat(Files.readString(links)).contains("/kiosk#code=");
    assertThat(Files.getPosixFilePermissions(links))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    node.toHandle().destroy();
    assertThat(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("links.txt")
        .doesNotContain("#code=");
  }

  @Test
  void refusesAKeySoonAfterItWasRevokedBesideIt() throws Exception {
    node = command("serve", "--config", "conf/store-a.yaml");
    awaitReady();
    Process create =
        command("keys", "create", "--role", "reviewer", "--config", "conf/store-a.yaml");
    String secret = firstLine(create);
    await(() -> statusWith(secret) == 200);

    String id =
        new ObjectMapper()
            .readTree(dir.resolve("data/api-keys.json").toFile()).findValuesAsText("id").stream()
                .filter(each -> each.startsWith("reviewer-"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    assertThat(finish(command("keys", "revoke", "--config", "conf/store-a.yaml", "--", id)))
        .isZero();

    await(() -> statusWith(secret) == 401);
  }

  @Test
  void startsNothingWhereASecondNodeHasTheFolder() throws Exception {
    node = command("serve", "--config", "conf/store-a.yaml");
    awaitReady();

    assertThat(finish(command("serve", "--config", "conf/store-a.yaml"))).isEqualTo(2);
    assertThat(node.isAlive()).isTrue();
  }

  private void awaitReady() throws InterruptedException {
    await(
        () -> {
          assertThat(node.isAlive()).as("the node is running").isTrue();
          return answers();
        });
  }

  private static boolean answers() {
    try {
      return NOBODY.get("/health/ready").status() == 200;
    } catch (CommandFailedException e) {
      return false;
    }
  }

  private static int statusWith(String key) {
    return NodeClient.of(BASE, key).get("/api/v1/replication").status();
  }

  private Process command(String... arguments) throws IOException {
    return command(List.of(), arguments);
  }

  private Process command(List<String> within, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(within);
    line.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            // as in tests' own nodes: enough to load classes
            "-Dtillwatch.warmUpRounds=50",
            // not the tests' own, which writes no file
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(ROOT.toFile());
    builder.redirectError(dir.resolve("err." + arguments[0]).toFile());
    builder.environment().put("TILLWATCH_HTTP_PORT", "18430");
    builder.environment().put("TILLWATCH_REDIS_PORT", "18431");
    builder.environment().put("TILLWATCH_CLUSTER_PORT", "18432");
    builder.environment().put("TILLWATCH_CLUSTER_NAME", "serve-it");
    builder.environment().put("TILLWATCH_CLUSTER_MEMBERS", "127.0.0.1:18432");
    builder.environment().put("TILLWATCH_CLUSTER_KEY_FILE", dir.resolve("cluster.key").toString());
    builder.environment().put("TILLWATCH_DATA_DIR", dir.resolve("data").toString());
    builder.environment().put("TILLWATCH_LOG_FILE", dir.resolve("node.log").toString());
    builder.environment().put("TILLWATCH_CAMERA_SOURCE", "none");
    return builder.start();
  }

  private static String firstLine(Process process) throws IOException {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      return lines.readLine();
    }
  }

  private static int finish(Process process) throws IOException, InterruptedException {
    process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    return process.waitFor();
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited 90 s; log: %s", log()).isLessThan(deadline);
      // leaves the machine to the node, and ends early with it
      node.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private String log() {
    try {
      Path log = dir.resolve("node.log");
      return Files.exists(log) ? Files.readString(log) : "(none)";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
