package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class BlazeFaceDetectorIT {
  private static final byte[] OTHER_MODEL =
      "a file of a damaged jar".getBytes(StandardCharsets.UTF_8);

  private final FaceDetector detector = new BlazeFaceDetector();

  @ParameterizedTest
  @ValueSource(doubles = {0, 20, -20, 40})
  void findsADrawnPersonAndHowTheHeadLeans(double degrees) {
    double upright = onlyFace(drawn(0, new Size(640, 480), 1)).roll();

    DetectedFace face = onlyFace(drawn(degrees, new Size(640, 480), 1));

    assertThat(face.roll()).isCloseTo(upright + degrees, within(5.0));
    assertThat(face.box().width()).isBetween(200, 280);
    assertThat(face.landmarks().orElseThrow().arePlausible(face.box())).isTrue();
    assertThat(face.landmarks().orElseThrow().yaw()).isLessThan(0.1);
  }

  @Test
  void looksAgainAtTheMiddleWhenItSawNobody() {
    // of all the picture the face would be 13 of the network's 128 pixels
    DetectedFace face = onlyFace(drawn(0, new Size(1280, 480), 0.5));

    assertThat(face.box().x() + face.box().width() / 2).isBetween(600, 680);
    assertThat(face.box().width()).isBetween(90, 150);
  }

  @Test
  void findsNobodyInAnEmptyRoomOrInTheDark() {
    try (MatScope mats = new MatScope()) {
      Mat room = decoded(DemoPictures.facelessJpeg(3), mats);
      Mat dark = mats.track(Mat.zeros(480, 640, room.type()));

      assertThat(detector.detect(room)).isEmpty();
      assertThat(detector.detect(dark)).isEmpty();
    }
  }

  @Test
  void isTheDetectorOfANodeWithoutModels() {
    FaceDetector found = FaceDetectors.of(VisionSettings.withoutModels(true));

    assertThat(found.name()).isEqualTo("blazeface-short");
    assertThat(found.sha256()).isEqualTo(BlazeFaceNetwork.SHA256);
  }

  @Test
  void givesWayToTheCascadeWhereItsFileIsAnother() {
    assertThatThrownBy(() -> new BlazeFaceNetwork(OTHER_MODEL))
        .isInstanceOf(CameraUnavailableException.class)
        .hasMessageContaining(BlazeFaceNetwork.SHA256)
        .hasMessageContaining("build it again");

    FaceDetector instead = FaceDetectors.bundled(() -> new BlazeFaceNetwork(OTHER_MODEL));

    assertThat(instead.name()).isEqualTo("lbp-frontal-320");
    assertThat(onlyFace(instead, drawn(0, new Size(640, 480), 1)).landmarks()).isEmpty();
  }

  private DetectedFace onlyFace(byte[] png) {
    return onlyFace(detector, png);
  }

  private static DetectedFace onlyFace(FaceDetector detector, byte[] png) {
    try (MatScope mats = new MatScope()) {
      List<DetectedFace> faces = detector.detect(decoded(png, mats));
      assertThat(faces).hasSize(1);
      return faces.get(0);
    }
  }

  /** A drawn person in the middle of a grey frame, turned clockwise. */
  private static byte[] drawn(double degrees, Size frame, double scale) {
    try (MatScope mats = new MatScope()) {
      Mat person = decoded(DemoPictures.personJpeg(1, 1), mats);
      Mat way = mats.track(Imgproc.getRotationMatrix2D(new Point(320, 240), -degrees, scale));
      way.put(0, 2, way.get(0, 2)[0] + frame.width / 2 - 320);
      way.put(1, 2, way.get(1, 2)[0] + frame.height / 2 - 240);
      Mat scene = mats.mat();
      Imgproc.warpAffine(
          person, scene, way, frame, Imgproc.INTER_AREA, Core.BORDER_CONSTANT, Scalar.all(150));
      MatOfByte png = mats.track(new MatOfByte());
      Imgcodecs.imencode(".png", scene, png);
      return png.toArray();
    }
  }

  private static Mat decoded(byte[] picture, MatScope mats) {
    return mats.track(
        Imgcodecs.imdecode(mats.track(new MatOfByte(picture)), Imgcodecs.IMREAD_COLOR));
  }
}
