package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tillwatch.edge.support.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an operator can get wrong: each mistake is named with its setting, its place and a remedy,
 * in one line, by {@code --check-config} and by {@code serve} alike, before anything is started.
 */
@Timeout(30)
@ResourceLock(Resources.SYSTEM_OUT)
class ConfigMistakesTest {
  private static final String KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=";

  @TempDir Path dir;
  private int port;

  @BeforeEach
  void choosePorts() {
    port = Ports.free();
  }

  /**
   * Lines of the conf that are wrong, files that they name, the setting, and words of the answer.
   */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("http: {port: PORT}", "http: {port: 70000}", "http.port", "1..65535"),
        arguments("http: {port: PORT}", "http: {}", "http.port", "is missing"),
        arguments("http: {port: PORT}", "http: {prot: 1}", "http.prot", "did you mean http.port?"),
        arguments(
            "http: {port: PORT}",
            "http: {port: PORT, host: 0.0.0.0}",
            "http.host",
            "http.trustedProxies"),
        arguments(
            "http: {port: PORT}",
            "http: {port: PORT, publicUrl: 'ftp://shop'}",
            "http.publicUrl",
            "http://"),
        arguments("store: {id: store-x}", "store: {id: Store X}", "store.id", "a-z"),
        arguments(
            "store: {id: store-x}", "store: {id: store-x, lat: 95, lon: 1}", "store.lat", "90"),
        arguments(
            "store: {id: store-x}", "store: {id: store-x, lat: 9}", "store.lat", "set together"),
        arguments(
            "store: {id: store-x}",
            "store: {id: store-x, timeZone: New_York}",
            "store.timeZone",
            "America/New_York"),
        arguments(
            "store: {id: store-x}",
            "store: {id: store-x, opens: '9', closes: '21:00'}",
            "store.opens",
            "\"09:00\""),
        arguments("stores: []", "stores: [{id: s-1}, {id: s-1}]", "stores", "names s-1 twice"),
        arguments(
            "stores: []",
            "stores: [{id: store-x}, {id: store-x}]",
            "stores",
            "names store-x twice"),
        arguments("redis: {port: 18432}", "redis: {port: PORT}", "redis.port", "another port"),
        arguments(
            "redis: {port: 18432}", "redis: {mode: external}", "redis.url", "redis://127.0.0.1"),
        arguments(
            "redis: {port: 18432}",
            "redis: {mode: external, url: 'http://r:6379'}",
            "redis.url",
            "redis://host:port"),
        arguments(
            "redis: {port: 18432}",
            "redis: {mode: external, url: 'redis://r:6379', passwordFile: DIR/none}",
            "redis.passwordFile",
            "DIR/none"),
        arguments(
            "redis: {port: 18432}",
            "redis: {mode: external, url: 'rediss://r:6379', caFile: DIR/garbage}",
            "redis.caFile",
            "DIR/garbage"),
        arguments(
            "redis: {port: 18432}",
            "redis: {mode: external, url: 'redis://r:6379', caFile: DIR/garbage}",
            "redis.caFile",
            "rediss://"),
        arguments(
            "redis: {port: 18432}",
            "redis: {port: 18432, executable: DIR/none}",
            "redis.executable",
            "DIR/none"),
        arguments(
            "redis: {port: 18432}",
            "redis: {port: 18432, host: 10.0.0.1}",
            "redis.host",
            "loopback"),
        arguments("dataDir: DIR/data", "dataDir: DIR/garbage", "dataDir", "DIR/garbage"),
        arguments("dataDir: DIR/data", "dataDir: DIR/garbage/data", "dataDir", "DIR/garbage"),
        arguments(
            "keyFile: DIR/key", "keyFile: DIR/garbage", "cluster.keyFile", "DIR/garbage line 1"),
        arguments(
            "keyFile: DIR/key", "keyFile: DIR/two-keys", "cluster.keyFile", "two-keys line 2"),
        arguments("keyFile: DIR/key", "keyFile: DIR", "cluster.keyFile", "DIR"),
        arguments("keyFile: DIR/key", "key: c2hvcnQ=", "cluster.key", "32 bytes"),
        arguments("keyFile: DIR/key", "keyFile: DIR/key, host: 10.1.2.3", "cluster.host", "tls"),
        arguments(
            "keyFile: DIR/key", "keyFile: DIR/key, eventBusPort: PORT", "eventBusPort", "another"),
        arguments(
            "keyFile: DIR/key", "keyFile: DIR/key, members: [here]", "members[0]", "host:port"),
        arguments(
            "keyFile: DIR/key",
            "keyFile: DIR/key, tls: {enabled: true, certFile: DIR/garbage, keyFile: DIR/garbage,"
                + " caFile: DIR/none}",
            "cluster.tls.caFile",
            "DIR/none"),
        arguments(
            "keyFile: DIR/key",
            "keyFile: DIR/key, tls: {enabled: true, certFile: DIR/garbage, keyFile: DIR/garbage,"
                + " caFile: DIR/garbage}",
            "cluster.tls.keyFile",
            "PRIVATE KEY"),
        arguments(
            "camera: {source: none}", "camera: {source: webcam}", "camera.source", "device:0"),
        arguments(
            "camera: {source: none}",
            "camera: {source: 'folder:DIR/none'}",
            "camera.source",
            "DIR/none"),
        arguments(
            "camera: {source: none}",
            "camera: {source: none, models: {detector: DIR/none}}",
            "camera.models.detector",
            "DIR/none"),
        arguments("log: {level: info}", "log: {level: loud}", "log.level", "debug"),
        arguments(
            "log: {level: info}",
            "log: {level: info, file: DIR/garbage/log}",
            "log.file",
            "DIR/garbage"),
        arguments("rulesFile: RULES", "rulesFile: DIR/none", "fraud.rulesFile", "DIR/none"),
        arguments(
            "rulesFile: RULES", "rulesFile: DIR/bad-yaml", "fraud.rulesFile", "bad-yaml line 2"),
        arguments(
            "rulesFile: RULES",
            "rulesFile: DIR/bad-points",
            "fraud.rulesFile",
            "bad-points line LINE"),
        arguments("catalogFile: CATALOG", "catalogFile: DIR/none", "fraud.catalogFile", "DIR/none"),
        arguments(
            "catalogFile: CATALOG",
            "catalogFile: DIR/garbage",
            "fraud.catalogFile",
            "garbage line 1"),
        arguments(
            "catalogFile: CATALOG",
            "catalogFile: DIR/bad-item",
            "fraud.catalogFile",
            "bad-item line 2"),
        arguments(
            "catalogFile: CATALOG",
            "catalogFile: DIR/no-price",
            "fraud.catalogFile",
            "no-price line 1"),
        arguments("catalogFile: CATALOG", "catalogFile: DIR/twice", "fraud.catalogFile", "S1"),
        arguments(
            "catalogFile: CATALOG",
            "catalogFile: CATALOG, externalScore: {url: 'http://s/x', secretFile: DIR/none}",
            "fraud.externalScore.secretFile",
            "DIR/none"),
        arguments("keysFile: DIR/keys", "keysFile: DIR/garbage", "keysFile", "DIR/garbage"),
        arguments("standIn: {}", "standIn: {maxCount: -1}", "standIn.maxCount", "0.."),
        arguments(
            "replication: {}", "replication: {heartbeat: 1}", "replication.heartbeat", "500ms"),
        arguments(
            "replication: {}",
            "replication: {suspectAfter: 200ms}",
            "replication.suspectAfter",
            "1s.."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isNamedWithItsSettingItsPlaceAndARemedy(
      String right, String wrong, String setting, String words) throws Exception {
    Path conf = conf(right, wrong);

    for (List<String> command : List.of(List.of("serve", "--check-config"), List.of("serve"))) {
      List<String> line = new ArrayList<>(command);
      line.addAll(List.of("--config", conf.toString()));
      Outcome outcome = run(line.toArray(String[]::new));

      assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
      assertThat(outcome.out()).isEmpty();
      String named =
          outcome.err().lines().filter(each -> each.contains(setting)).findFirst().orElse("");
      assertThat(named)
          .as(outcome.err())
          .startsWith("tillwatch: ")
          .contains(filled(words))
          .contains("; ");
      assertThat(outcome.err()).doesNotContain("java.", "Exception", "io.tillwatch", "com.faster");
      assertThat(named.substring(named.lastIndexOf("; ") + 2)).as("a remedy").isNotBlank();
    }
    assertThat(dir.resolve("data")).doesNotExist();
  }

  @Test
  void aConfWithoutAMistakeIsPrinted() throws Exception {
    Outcome outcome = run("serve", "--check-config", "--config", conf("", "").toString());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(dir.resolve("data")).doesNotExist();
    assertThat(dir.resolve("key")).doesNotExist();
  }

  private Path conf(String right, String wrong) throws IOException {
    Files.writeString(dir.resolve("garbage"), "{garbage\n");
    Files.writeString(dir.resolve("two-keys"), KEY + "\nbm8=\n");
    Files.writeString(dir.resolve("bad-yaml"), "thresholds:\n  review: [60\n");
    Files.writeString(dir.resolve("bad-points"), badPoints());
    Files.writeString(dir.resolve("bad-item"), "- {sku: S1, priceMinor: 5}\n- {skew: S2}\n");
    Files.writeString(
        dir.resolve("no-price"), "- {sku: S1, description: D, category: C, priceMinor: dear}\n");
    String item = "- {sku: S1, description: D, category: C, priceMinor: 5}\n";
    Files.writeString(dir.resolve("twice"), item + item);
    String conf =
        """
        store: {id: store-x}
        http: {port: PORT}
        redis: {port: 18432}
        dataDir: DIR/data
        cluster: {port: 18431, keyFile: DIR/key}
        stores: []
        camera: {source: none}
        fraud: {rulesFile: RULES, catalogFile: CATALOG}
        keysFile: DIR/keys
        standIn: {}
        replication: {}
        log: {level: info}
        """;
    assertThat(conf).contains(right);
    return Files.writeString(dir.resolve("conf.yaml"), filled(conf.replace(right, wrong)));
  }

  private static String badPoints() throws IOException {
    return Files.readString(Path.of("../conf/rules.yaml"))
        .replaceFirst("points: \\d+", "points: lots");
  }

  private String filled(String text) throws IOException {
    long line = 1 + badPoints().lines().takeWhile(each -> !each.contains("points: lots")).count();
    return text.replace("PORT", Integer.toString(port))
        .replace("DIR", dir.toString())
        .replace("RULES", "../conf/rules.yaml")
        .replace("CATALOG", "../conf/catalog.yaml")
        .replace("LINE", Long.toString(line));
  }

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int code = Main.run(args);
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
