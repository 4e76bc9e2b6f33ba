package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Makes JPEG frames of pictures: whoever shows frames can then rely on their kind. */
final class JpegEncoder {
  private JpegEncoder() {}

  /** The same bytes for a JPEG, a transcoded PNG otherwise. */
  static byte[] asJpeg(byte[] picture) {
    if (PictureHeader.read(picture).format() == PictureHeader.Format.JPEG) {
      return picture;
    }
    OpenCvLibrary.load();
    try (MatScope mats = new MatScope()) {
      MatOfByte encoded = mats.track(new MatOfByte(picture));
      Mat decoded = mats.track(Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR));
      if (decoded.empty()) {
        throw new InvalidPictureException("Expected a picture, found bytes that cannot be decoded");
      }
      MatOfByte jpeg = mats.track(new MatOfByte());
      Imgcodecs.imencode(".jpg", decoded, jpeg);
      return jpeg.toArray();
    }
  }
}
