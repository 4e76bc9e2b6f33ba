package io.tillwatch.edge.camera;

import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.objdetect.FaceDetectorYN;
import org.opencv.objdetect.FaceRecognizerSF;

/** Templates of the face in a picture, made by OpenCV without the node's own code. */
public final class Templates {
  private Templates() {}

  /** As the network gives it, and normed to length 1; none where its model is not at hand. */
  public static List<float[]> of(byte[] jpeg) {
    Path models = TestFaces.folder().map(faces -> faces.resolve("models")).orElse(null);
    if (models == null) {
      return List.of();
    }
    OpenCvLibrary.load();
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    FaceDetectorYN detector =
        FaceDetectorYN.create(
            models.resolve("face_detection_yunet_2023mar.onnx").toString(), "", picture.size());
    FaceRecognizerSF network =
        FaceRecognizerSF.create(models.resolve("mobileface_v2.onnx").toString(), "");
    Mat faces = new Mat();
    detector.detect(picture, faces);
    Mat aligned = new Mat();
    network.alignCrop(picture, faces.row(0), aligned);
    Mat feature = new Mat();
    network.feature(aligned, feature);
    float[] template = new float[(int) feature.total()];
    feature.get(0, 0, template);
    List<float[]> both = new ArrayList<>(List.of(template));
    both.add(normed(template));
    return both;
  }

  private static float[] normed(float[] template) {
    double length = 0;
    for (float value : template) {
      length += value * value;
    }
    float[] normed = new float[template.length];
    for (int i = 0; i < normed.length; i++) {
      normed[i] = (float) (template[i] / Math.sqrt(length));
    }
    return normed;
  }
}
