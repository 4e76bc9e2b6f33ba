package io.tillwatch.edge.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.staff.StaffPins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalIdentitiesTest {
  private static final Caller KIOSK = new Caller("page:kiosk", Role.KIOSK, null, null, null);

  @TempDir private Path data;
  private Instant now = Instant.parse("2026-05-04T12:00:00.500Z");

  @Test
  void aPinThatIsTakenAwayOrChangedLocksThePageThatItUnlocked() throws IOException {
    LocalIdentities access = LocalIdentities.open(data, () -> now);
    StaffPins commandLine = new StaffPins(data, () -> now);
    commandLine.set("ann", "271828");
    commandLine.set("bob", "314159");
    commandLine.set("eve", "161803");
    String ann = unlocked(access, "ann");
    String bob = unlocked(access, "bob");
    String eve = unlocked(access, "eve");

    now = now.plus(Duration.ofSeconds(30));
    commandLine.remove("ann");
    commandLine.set("bob", "577215");
    access.refresh();

    assertThat(staffOf(access, ann)).isNull();
    assertThat(staffOf(access, bob)).isNull();
    assertThat(staffOf(access, eve)).isEqualTo("eve");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kiosks.json | null",
        "kiosks.json | [null]",
        "kiosks.json | [{}]",
        "kiosks.json | [{\"name\":\"front\",\"sha256\":\"ab\",\"actor\":\"page:kiosk\"}]",
        "staff.json | null",
        "staff.json | [null]",
        "staff.json | [{}]",
        "staff.json | {\"ann\":1}"
      })
  void aFileThatIsNoListOfItsKindIsToldAtAStartByItsName(String file, String text)
      throws IOException {
    Files.writeString(data.resolve(file), text);

    assertThatThrownBy(() -> LocalIdentities.open(data, () -> now))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file);
  }

  private static String unlocked(LocalIdentities access, String staff) throws IOException {
    String secret = access.sessions().pair(access.pairings(), staff, KIOSK);
    access.sessions().unlock(secret, staff);
    return secret;
  }

  private static String staffOf(LocalIdentities access, String secret) {
    return access.sessions().find(secret, Page.KIOSK).orElseThrow().staff();
  }
}
