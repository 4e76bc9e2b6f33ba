package io.tillwatch.edge.camera.vision;

import io.tillwatch.edge.camera.opencv.MatScope;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures as a camera that is not held upright stores them. */
final class StoredPicture {
  private StoredPicture() {}

  /** The JPEG that is upright again once it is turned as this orientation says. */
  static byte[] turned(byte[] upright, int orientation) {
    try (MatScope mats = new MatScope()) {
      Mat from =
          mats.track(
              Imgcodecs.imdecode(mats.track(new MatOfByte(upright)), Imgcodecs.IMREAD_COLOR));
      Mat to = mats.mat();
      switch (orientation) {
        case 2 -> Core.flip(from, to, 1);
        case 3 -> Core.flip(from, to, -1);
        case 4 -> Core.flip(from, to, 0);
        case 5 -> Core.transpose(from, to);
        case 6 -> Core.rotate(from, to, Core.ROTATE_90_COUNTERCLOCKWISE);
        case 7 -> Core.flip(transposed(from, mats), to, -1);
        case 8 -> Core.rotate(from, to, Core.ROTATE_90_CLOCKWISE);
        default -> from.copyTo(to);
      }
      MatOfByte jpeg = mats.track(new MatOfByte());
      MatOfInt quality = mats.track(new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 95));
      Imgcodecs.imencode(".jpg", to, jpeg, quality);
      return jpeg.toArray();
    }
  }

  private static Mat transposed(Mat from, MatScope mats) {
    Mat to = mats.mat();
    Core.transpose(from, to);
    return to;
  }
}
