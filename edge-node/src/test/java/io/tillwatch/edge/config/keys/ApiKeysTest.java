package io.tillwatch.edge.config.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  @TempDir Path dir;

  @Test
  void handsTheOperatorOneKeyPerRoleOnFirstStart() throws IOException {
    ApiKeys keys = ApiKeys.openAtStart(config());

    Map<String, String> handed = handed();
    assertThat(handed).containsOnlyKeys("kiosk", "reviewer", "admin", "integration");
    handed.forEach(
        (role, key) -> assertThat(keys.find(key).orElseThrow().role().word()).isEqualTo(role));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keysFile())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(data().resolve("api-keys.json")))
        .doesNotContain(handed.get("admin"));
  }

  @Test
  void knowsItsKeysWhenTheOperatorMovedTheFileAway() throws IOException {
    ApiKeys.openAtStart(config());
    String admin = handed().get("admin");
    Files.delete(keysFile());

    ApiKeys keys = ApiKeys.openAtStart(config());

    assertThat(keys.find(admin)).isPresent();
    assertThat(keysFile()).doesNotExist();
  }

  @Test
  void takesInTheKeysOfAFileThatIsThereAlready() throws IOException {
    Files.createDirectories(data());
    Files.writeString(keysFile(), "{\"kiosk\":\"a-key-of-our-own-making\"}");

    ApiKeys keys = ApiKeys.openAtStart(config());

    assertThat(keys.find("a-key-of-our-own-making").orElseThrow().role()).isEqualTo(Role.KIOSK);
    assertThat(keys.list()).hasSize(1);
  }

  @Test
  void neverAcceptsARevokedKeyAgain() throws IOException {
    ApiKeys keys = ApiKeys.openAtStart(config());
    String kiosk = handed().get("kiosk");

    assertThat(keys.revoke(keys.find(kiosk).orElseThrow().id())).isTrue();

    assertThat(keys.find(kiosk)).isEmpty();
    assertThat(ApiKeys.openAtStart(config()).find(kiosk)).isEmpty();
    assertThat(keys.revoke("no-such-key")).isFalse();
  }

  @Test
  void seesWhatTheCommandLineChangedBesideARunningNode() throws IOException {
    ApiKeys running = ApiKeys.openAtStart(config());
    ApiKeys commandLine = ApiKeys.open(config());

    ApiKeys.NewKey made = commandLine.create(Role.REVIEWER, null, null);

    assertThat(running.find(made.secret())).isEmpty();
    assertThat(running.refresh()).isTrue();
    assertThat(running.find(made.secret())).isPresent();
    assertThat(running.refresh()).isFalse();
    commandLine.revoke(made.key().id());
    assertThat(running.refresh()).isTrue();
    assertThat(running.find(made.secret())).isEmpty();
  }

  @Test
  void keepsBothChangesOfTwoProcesses() throws IOException {
    ApiKeys one = ApiKeys.openAtStart(config());
    ApiKeys other = ApiKeys.open(config());

    one.create(Role.KIOSK, null, null);
    other.create(Role.KIOSK, null, null);

    assertThat(other.list()).hasSize(Role.values().length + 2);
  }

  @Test
  void refusesWhatIsNoKey() {
    ApiKeys keys = ApiKeys.openAtStart(config());

    for (String presented : new String[] {null, "", " ", "tw_admin_", "x".repeat(100_000)}) {
      assertThat(keys.find(presented)).isEmpty();
    }
  }

  @Test
  void namesAKeysFileThatItCannotUse() throws IOException {
    Files.createDirectories(data());
    for (String content :
        new String[] {"[]", "{\"boss\":\"0123456789abcdef\"}", "{\"admin\":\"x\"}"}) {
      Files.writeString(keysFile(), content);
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> ApiKeys.openAtStart(config()))
          .withMessageStartingWith("keysFile: ");
    }
  }

  @Test
  void letsAdminDoWhatReviewersMayAndNobodyElse() {
    assertThat(Role.ADMIN.includes(Role.REVIEWER)).isTrue();
    assertThat(Role.REVIEWER.includes(Role.ADMIN)).isFalse();
    assertThat(Role.ADMIN.includes(Role.KIOSK)).isFalse();
    assertThat(Role.KIOSK.includes(Role.KIOSK)).isTrue();
  }

  private EdgeConfig config() {
    return ConfigLoader.load(
        Path.of("../conf/store-a.yaml"), Map.of("TILLWATCH_DATA_DIR", data().toString()));
  }

  private Path data() {
    return dir.resolve("store-a");
  }

  private Path keysFile() {
    return data().resolve("keys.json");
  }

  private Map<String, String> handed() throws IOException {
    return new ObjectMapper().readValue(keysFile().toFile(), new TypeReference<>() {});
  }
}
