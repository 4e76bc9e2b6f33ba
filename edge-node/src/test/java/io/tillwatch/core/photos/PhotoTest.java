package io.tillwatch.core.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhotoTest {
  @Test
  void isNoLivingPersonsWhereAnEarlierVersionNotedAnUploadAsAlive() {
    assertThat(noted(SourceKind.UPLOAD, 0.98).toEvidence().liveness()).isNull();
    assertThat(noted(SourceKind.FILE, 0.98).toEvidence().liveness()).isNull();
    assertThat(noted(SourceKind.BROWSER, 0.98).toEvidence().liveness()).isEqualTo(0.98);
    assertThat(noted(SourceKind.UPLOAD, 0.1).toEvidence().liveness())
        .as("a print stays one")
        .isEqualTo(0.1);
  }

  private static Photo noted(SourceKind source, double liveness) {
    return new Photo(
        "ph_1",
        "store-a",
        "A-01",
        source,
        Instant.parse("2026-11-27T10:00:00Z"),
        "00",
        null,
        1,
        null,
        80,
        true,
        List.of(),
        "test",
        "00",
        Liveness.measured(liveness, 0.5),
        null);
  }
}
