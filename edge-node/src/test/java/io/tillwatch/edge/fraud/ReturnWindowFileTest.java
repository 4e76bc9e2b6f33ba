package io.tillwatch.edge.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.ReturnWindows;
import io.tillwatch.edge.config.binding.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnWindowFileTest {
  private static final Instant FIRST = Instant.parse("2026-05-01T09:00:00Z");

  @TempDir private Path folder;

  private ReturnWindows startedAfter(int days, int configured) {
    return ReturnWindowFile.update(folder, configured, FIRST.plus(Duration.ofDays(days)));
  }

  @Test
  void theFirstWindowHoldsForEverything() {
    assertThat(startedAfter(0, 90)).isEqualTo(ReturnWindows.of(90));
    assertThat(startedAfter(7, 90)).isEqualTo(ReturnWindows.of(90));
  }

  @Test
  void aChangedSettingHoldsForPurchasesFromThatStartOn() {
    startedAfter(0, 90);
    startedAfter(10, 30);

    ReturnWindows later = startedAfter(20, 30);

    Instant change = FIRST.plus(Duration.ofDays(10));
    assertThat(later.daysAt(change.toEpochMilli() - 1)).isEqualTo(90);
    assertThat(later.daysAt(change.toEpochMilli())).isEqualTo(30);
    assertThat(startedAfter(30, 60).windows()).hasSize(3);
  }

  @Test
  void saysWhatToDoAboutAFileThatCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("return-windows.json"), "[{\"days\":\"ninety\"}]");

    assertThatThrownBy(() -> startedAfter(0, 90))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("return-windows.json")
        .hasMessageContaining("move it away");
  }
}
