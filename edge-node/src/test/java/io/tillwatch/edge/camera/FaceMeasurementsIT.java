package io.tillwatch.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.VisionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the detector that a node uses, and the liveness pair, see in whole photos. */
class FaceMeasurementsIT {
  @Test
  void findsDrawnPeopleAndNobodyInEmptyRooms() {
    FaceInspector inspector = new FaceInspector(VisionSettings.withoutModels(true));
    int verified = 0;
    int falseFaces = 0;
    for (int seed = 1000; seed < 1100; seed++) {
      PhotoReport person =
          inspector.inspect(DemoPictures.personJpeg(seed, seed), SourceKind.UPLOAD).report();
      verified += person.verified() ? 1 : 0;
      falseFaces +=
          inspector
              .inspect(DemoPictures.facelessJpeg(seed), SourceKind.UPLOAD)
              .report()
              .faces()
              .count();
    }
    System.out.printf(
        "drawn people verified: %d of 100; false faces in empty rooms: %d of 100%n",
        verified, falseFaces);
    assertThat(verified).isGreaterThanOrEqualTo(98);
    assertThat(falseFaces).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void measuresLivenessOnOneLivePictureAndTwoAttacks(boolean detectorConfigured) {
    Path faces = requireFaces();
    VisionSettings models = TestFaces.withModels(faces);
    FaceInspector inspector =
        new FaceInspector(
            new VisionSettings(
                detectorConfigured ? models.detector() : Optional.empty(),
                Optional.empty(),
                models.liveness(),
                models.gate(),
                /* drawingsCount= */ false));
    for (String name : List.of("image_T1.jpg", "image_F1.jpg", "image_F2.jpg")) {
      byte[] picture = TestFaces.bytes(faces.resolve("spoof").resolve(name));
      Liveness found = inspector.inspect(picture, SourceKind.LIVE_CAMERA).report().liveness();
      Liveness handedIn = inspector.inspect(picture, SourceKind.UPLOAD).report().liveness();
      System.out.println("liveness of " + name + ": " + found);
      assertThat(found.verdict())
          .isEqualTo(name.contains("_T") ? Liveness.Verdict.LIVE : Liveness.Verdict.SPOOF);
      assertThat(handedIn.verdict())
          .as("nobody knows when a single picture was taken")
          .isEqualTo(name.contains("_T") ? Liveness.Verdict.UNDETERMINED : found.verdict());
    }
  }

  private static Path requireFaces() {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    return faces.get();
  }
}
