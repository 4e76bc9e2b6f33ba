package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.camera.opencv.UprightPicture;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Makes JPEG frames of pictures: whoever shows frames can then rely on their kind. */
final class JpegEncoder {
  private JpegEncoder() {}

  /** The same bytes for a JPEG, another picture transcoded. */
  static byte[] asJpeg(byte[] picture) {
    PictureHeader header = PictureHeader.read(picture);
    if (header.format() == PictureHeader.Format.JPEG) {
      return picture;
    }
    OpenCvLibrary.load();
    try (MatScope mats = new MatScope()) {
      Mat decoded = UprightPicture.decode(picture, header, Imgcodecs.IMREAD_COLOR, mats);
      MatOfByte jpeg = mats.track(new MatOfByte());
      Imgcodecs.imencode(".jpg", decoded, jpeg);
      return jpeg.toArray();
    }
  }
}
