package io.tillwatch.edge.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.config.binding.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoKeysTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);
  private static final String HASH = "ab".repeat(32);

  @TempDir private Path dir;

  @Test
  void aKeyIsThereAfterARestartAndNoKeyIsLikeAnother() throws Exception {
    byte[] first = open().create("ph_1", HASH, DAY);
    byte[] second = open().create("ph_2", HASH, DAY);

    assertThat(first).hasSize(32).isNotEqualTo(second);
    assertThat(open().find("ph_1", DAY)).hasValue(first);
    assertThat(open().find("ph_2", DAY)).hasValue(second);
    assertThat(open().find("ph_1", DAY.plusDays(1))).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(DAY))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDestroyedKeyIsInNoFile() throws Exception {
    PhotoKeys keys = open();
    keys.create("ph_1", HASH, DAY);
    keys.create("ph_1", HASH, DAY.plusDays(3));
    byte[] other = keys.create("ph_2", HASH, DAY);

    keys.destroy(List.of("ph_1", "ph_9"));

    assertThat(keys.find("ph_1", DAY)).isEmpty();
    assertThat(open().find("ph_1", DAY)).isEmpty();
    assertThat(open().find("ph_2", DAY)).hasValue(other);
    assertThat(Files.readString(file(DAY))).doesNotContain("ph_1");
    assertThat(file(DAY.plusDays(3))).doesNotExist();
  }

  @Test
  void wholeDaysGo() throws Exception {
    PhotoKeys keys = open();
    keys.create("ph_1", HASH, DAY);
    byte[] kept = keys.create("ph_2", HASH, DAY.plusDays(1));

    assertThat(keys.destroyBefore(DAY.plusDays(1))).isEqualTo(1);

    assertThat(keys.find("ph_1", DAY)).isEmpty();
    assertThat(keys.find("ph_2", DAY.plusDays(1))).hasValue(kept);
  }

  @Test
  void aNewMasterKeyWrapsWhatTheOldOneDidAndThenTheOldOneMayGo() throws Exception {
    byte[] key = open().create("ph_1", HASH, DAY);
    String old = Files.readString(masterFile());
    Path other = dir.resolve("other.key");
    MasterKeys.open(other);
    String fresh = Files.readString(other);

    Files.writeString(masterFile(), fresh + old);
    assertThat(open().rewrap()).isEqualTo(1);
    assertThat(open().rewrap()).isZero();
    Files.writeString(masterFile(), fresh);

    assertThat(open().find("ph_1", DAY)).hasValue(key);
    Files.writeString(masterFile(), old);
    assertThatThrownBy(() -> open().find("ph_1", DAY)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aLineThatACrashCutShortIsNoKeyAndHarmsNoOther() throws Exception {
    byte[] key = open().create("ph_1", HASH, DAY);
    Files.writeString(file(DAY), "ph_2 abcdef01 QUJD", StandardOpenOption.APPEND);

    assertThat(open().find("ph_1", DAY)).hasValue(key);
    assertThat(open().find("ph_2", DAY)).isEmpty();
    byte[] next = open().create("ph_3", HASH, DAY);
    assertThat(open().find("ph_3", DAY)).hasValue(next);
  }

  @Test
  void aKeyOpensNoOtherPhotosLine() throws Exception {
    PhotoKeys keys = open();
    keys.create("ph_1", HASH, DAY);
    keys.create("ph_2", HASH, DAY);
    List<String> lines = Files.readAllLines(file(DAY));
    String swapped =
        lines.get(0).replaceFirst("ph_1", "ph_2")
            + "\n"
            + lines.get(1).replaceFirst("ph_2", "ph_1")
            + "\n";
    Files.writeString(file(DAY), swapped);

    assertThatThrownBy(() -> open().find("ph_1", DAY)).isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no base64 at all", "QUJD", "\n\n"})
  void aKeyFileThatIsNoneIsToldByItsName(String text) throws IOException {
    Files.writeString(masterFile(), text);

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("photos.keyFile")
        .hasMessageContaining(masterFile().toString());
  }

  private PhotoKeys open() {
    return new PhotoKeys(dir.resolve("photo-keys"), MasterKeys.open(masterFile()));
  }

  private Path masterFile() {
    return dir.resolve("photos.key");
  }

  private Path file(LocalDate day) {
    return dir.resolve("photo-keys").resolve(day.toString());
  }
}
