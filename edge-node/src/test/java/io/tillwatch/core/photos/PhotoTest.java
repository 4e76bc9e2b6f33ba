package io.tillwatch.core.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import java.time.Instant;
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
    return Photo.builder()
        .id("ph_1")
        .storeId("store-a")
        .laneId("A-01")
        .source(source)
        .capturedAt(Instant.parse("2026-11-27T10:00:00Z"))
        .sha256("00")
        .faceCount(1)
        .quality(80)
        .verified(true)
        .detector("test")
        .detectorSha256("00")
        .liveness(Liveness.measured(liveness, 0.5))
        .build();
  }
}
