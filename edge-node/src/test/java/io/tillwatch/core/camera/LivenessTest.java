package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LivenessTest {
  private static final Liveness ALIVE = Liveness.measured(0.98, 0.5);
  private static final Liveness PRINT = Liveness.measured(0.1, 0.5);

  @ParameterizedTest
  @EnumSource(
      value = SourceKind.class,
      names = {"UPLOAD", "FILE", "DEMO"})
  void noPictureIsALivingPersonsWhoseFramesNobodySaw(SourceKind kind) {
    assertThat(ALIVE.of(kind)).isEqualTo(Liveness.UNDETERMINED);
    assertThat(PRINT.of(kind)).isEqualTo(PRINT);
    assertThat(Liveness.FROZEN.of(kind)).isEqualTo(Liveness.FROZEN);
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceKind.class,
      names = {"LIVE_CAMERA", "BROWSER"})
  void aCamerasPictureKeepsWhatWasMeasured(SourceKind kind) {
    assertThat(ALIVE.of(kind)).isEqualTo(ALIVE);
    assertThat(PRINT.of(kind)).isEqualTo(PRINT);
  }
}
