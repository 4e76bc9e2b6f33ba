package io.tillwatch.edge.camera.opencv;

import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PictureHeader;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Decodes a picture the right way up. OpenCV itself looks for EXIF in the first segment that may
 * hold it, which often holds XMP instead, and in no WebP; so it is told by the header.
 */
public final class UprightPicture {
  private UprightPicture() {}

  /**
   * The picture in colour, which ends with the scope.
   *
   * @param reading one of {@code Imgcodecs.IMREAD_...COLOR...}
   * @throws InvalidPictureException for bytes that cannot be decoded
   */
  public static Mat decode(byte[] bytes, PictureHeader header, int reading, MatScope mats) {
    boolean png = header.format() == PictureHeader.Format.PNG;
    int flags = png ? reading : reading | Imgcodecs.IMREAD_IGNORE_ORIENTATION;
    MatOfByte encoded = mats.track(new MatOfByte(bytes));
    Mat picture;
    try {
      picture = mats.track(Imgcodecs.imdecode(encoded, flags));
    } catch (CvException e) {
      throw new InvalidPictureException("Expected a picture, found bytes that cannot be decoded");
    }
    if (picture.empty()) {
      throw new InvalidPictureException("Expected a picture, found bytes that cannot be decoded");
    }
    return header.orientation() == 1 ? picture : turned(picture, header.orientation(), mats.mat());
  }

  /** As EXIF counts: five and more lie on their side, and even ones below five are mirrored. */
  private static Mat turned(Mat picture, int orientation, Mat to) {
    switch (orientation) {
      case 2 -> Core.flip(picture, to, 1);
      case 3 -> Core.rotate(picture, to, Core.ROTATE_180);
      case 4 -> Core.flip(picture, to, 0);
      case 5 -> Core.transpose(picture, to);
      case 6 -> Core.rotate(picture, to, Core.ROTATE_90_CLOCKWISE);
      case 7 -> {
        Core.transpose(picture, to);
        Core.flip(to, to, -1);
      }
      case 8 -> Core.rotate(picture, to, Core.ROTATE_90_COUNTERCLOCKWISE);
      default -> picture.copyTo(to);
    }
    return to;
  }
}
