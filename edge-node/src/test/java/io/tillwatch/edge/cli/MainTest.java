package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_OUT)
class MainTest {
  @TempDir Path dir;

  private record Outcome(int code, String out, String err) {}

  @ParameterizedTest
  @ValueSource(strings = {"serve", "status", "keys"})
  void explainsEveryCommand(String command) throws Exception {
    Outcome outcome = run(command, "--help");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("Usage: edge-node " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sevre", "serve", "keys", "keys create --role boss"})
  void endsWithTwoWhereItCannotBeUnderstood(String line) throws Exception {
    Outcome outcome = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).isNotBlank();
  }

  @Test
  void saysInOneLineThatAnAddressIsNoNodes() throws Exception {
    Outcome outcome = run("status", "--url", "nonsense");

    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .contains("expected the URL of a node", "nonsense");
  }

  @Test
  void printsTheSettingsInForceAndStartsNothing() throws Exception {
    Outcome outcome = run("serve", "--check-config", "--config", conf("port: 18440").toString());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("http.port: 18440").contains("replication.heartbeat: 500ms");
    assertThat(dir.resolve("data")).doesNotExist();
  }

  @Test
  void saysInOneLineWhichSettingCannotBeUsed() throws Exception {
    Outcome outcome = run("serve", "--check-config", "--config", conf("port: 70000").toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .startsWith("tillwatch: http.port: must be 1..65535, found 70000; set http.port in ");
  }

  @Test
  void startsNothingWhereAPortIsTaken() throws Exception {
    String file = conf("port: 18440").toString();
    try (ServerSocket stranger = new ServerSocket(18440, 5, InetAddress.getLoopbackAddress())) {
      Outcome outcome = run("serve", "--config", file);

      assertThat(stranger.isBound()).isTrue();
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err().lines())
          .singleElement()
          .asString()
          .contains("http.port: port 18440")
          .contains("TILLWATCH_HTTP_PORT");
      assertThat(dir.resolve("data")).doesNotExist();
    }
  }

  @Test
  void makesListsAndRevokesKeys() throws Exception {
    String file = conf("port: 18440").toString();

    Outcome made = run("keys", "create", "--role", "reviewer", "--config", file);
    String id = made.err().split(" ")[1].replace(",", "");

    assertThat(made.out()).startsWith("tw_reviewer_");
    assertThat(run("keys", "list", "--config", file).out())
        .contains(id)
        .contains("accepted")
        .doesNotContain(made.out().strip());
    assertThat(run("keys", "revoke", id, "--config", file).code()).isZero();
    assertThat(run("keys", "revoke", id, "--config", file).code()).isEqualTo(1);
    assertThat(run("keys", "list", "--config", file).out()).contains("revoked");
  }

  @Test
  void endsWithOneWhereNoNodeAnswers() throws Exception {
    Outcome outcome = run("status", "--config", conf("port: 18440").toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err().lines()).singleElement().asString().contains("no node answers at");
  }

  private Path conf(String http) throws IOException {
    Path rules = Path.of("../conf/rules.yaml");
    Path catalog = Path.of("../conf/catalog.yaml");
    return Files.writeString(
        dir.resolve("conf.yaml"),
        """
        store: {id: store-x}
        http: {%s}
        cluster: {port: 18441}
        redis: {port: 18442}
        dataDir: %s
        fraud: {rulesFile: %s, catalogFile: %s}
        """
            .formatted(http, dir.resolve("data"), rules, catalog));
  }

  private static Outcome run(String... args) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    Callable<Integer> command = () -> Main.run(args);
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int code = command.call();
      return new Outcome(
          code,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
