package io.tillwatch.edge.config.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.support.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterKeyTest {
  private static final byte[] CONTENT = "op".getBytes(UTF_8);

  @TempDir Path dir;

  @Test
  void givesNodesThatStartAtOnceTheSameKey() throws Exception {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    ExecutorService nodes = Executors.newFixedThreadPool(8);
    Callable<Boolean> start = () -> ids.add(load().id());
    for (Future<Boolean> each : nodes.invokeAll(Stream.generate(() -> start).limit(64).toList())) {
      each.get();
    }
    nodes.shutdown();

    assertThat(ids).hasSize(1);
    assertThat(Files.list(dir)).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void acceptsWhatItSignedAndNothingElse() {
    ClusterKey key = load();
    String mac = key.sign(CONTENT);

    assertThat(mac).matches(key.id() + ":[0-9a-f]{64}");
    assertThat(key.verify(CONTENT, mac)).isTrue();
    assertThat(key.verify("oq".getBytes(UTF_8), mac)).isFalse();
    for (int i = 0; i < mac.length(); i++) {
      char other = mac.charAt(i) == '0' ? '1' : '0';
      assertThat(key.verify(CONTENT, mac.substring(0, i) + other + mac.substring(i + 1))).isFalse();
    }
    for (String forged : new String[] {null, "", ":", key.id() + ":", mac + "00"}) {
      assertThat(key.verify(CONTENT, forged)).isFalse();
    }
  }

  @Test
  void acceptsTheOldKeyWhileKeysAreRotated() throws IOException {
    ClusterKey before = load();
    String old = Files.readString(file());
    Files.delete(file());
    load();
    Files.writeString(file(), Files.readString(file()) + old);

    ClusterKey rotated = load();

    assertThat(rotated.id()).isNotEqualTo(before.id());
    assertThat(rotated.verify(CONTENT, before.sign(CONTENT))).isTrue();
    assertThat(before.verify(CONTENT, rotated.sign(CONTENT))).isFalse();
  }

  @Test
  void aRetiredKeyVouchesForOpsUpToItsPositionsAndForNothingElse() throws IOException {
    ClusterKey before = load();
    String mac = before.sign(CONTENT);
    retire(" retired store-a=17-20 store-b=18-4");

    ClusterKey rotated = load();

    assertThat(rotated.verifyOp(op("store-a", 17, 20), CONTENT, mac)).isTrue();
    assertThat(rotated.verifyOp(op("store-a", 16, 900), CONTENT, mac)).isTrue();
    assertThat(rotated.verifyOp(op("store-b", 18, 4), CONTENT, mac)).isTrue();
    assertThat(rotated.verifyOp(op("store-a", 17, 21), CONTENT, mac)).isFalse();
    assertThat(rotated.verifyOp(op("store-b", 19, 1), CONTENT, mac)).isFalse();
    assertThat(rotated.verifyOp(op("store-c", 1, 1), CONTENT, mac)).isFalse();
    assertThat(rotated.verify(CONTENT, mac)).as("a frame").isFalse();
    assertThat(rotated.hasKey(before.id())).isTrue();
    assertThat(rotated.verify(CONTENT, rotated.sign(CONTENT))).isTrue();
  }

  @Test
  void refusesAMalformedRetirementAndDoesNotPrintIt() throws IOException {
    String other = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    load();
    String key = Files.readString(file()).strip();
    for (String behind : List.of(other, "retired " + other, "retired store-a", "retired a=x")) {
      Files.writeString(file(), key + "\n" + other + " " + behind + "\n");
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(this::load)
          .withMessageContaining("cluster.keyFile")
          .withMessageNotContaining(other);
    }
    Files.writeString(file(), other + " retired store-a=1-1\n" + key + "\n");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(this::load)
        .withMessageContaining("not retired");
  }

  private void retire(String words) throws IOException {
    String old = Files.readString(file()).strip();
    Files.delete(file());
    load();
    Files.writeString(file(), Files.readString(file()) + old + words + "\n");
  }

  private static OpId op(String store, long epoch, long seq) {
    return new OpId(new StoreId(store), new Position(epoch, seq));
  }

  @Test
  void refusesAKeyThatIsNotThirtyTwoBytesAndDoesNotPrintIt() throws IOException {
    for (String content : List.of("", "c2hvcnQ=\n", "not base64!\n", "x".repeat(70_000))) {
      Files.writeString(file(), content);
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(this::load)
          .withMessageContaining("cluster.keyFile")
          .withMessageNotContaining("c2hvcnQ")
          .withMessageNotContaining("not base64");
    }
  }

  private ClusterKey load() {
    return ClusterKey.load(
        Settings.of(ClusterConfig.class, Map.of("port", 18401, "keyFile", file().toString())));
  }

  private Path file() {
    return dir.resolve("cluster.key");
  }
}
