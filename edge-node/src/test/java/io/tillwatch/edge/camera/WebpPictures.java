package io.tillwatch.edge.camera;

import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** WebP pictures for tests. */
public final class WebpPictures {
  private static final int LOSSLESS = 101;

  private WebpPictures() {}

  /** Another picture as WebP; lossless for a quality of over 100. */
  public static byte[] of(byte[] picture, int quality) {
    OpenCvLibrary.load();
    try (MatScope mats = new MatScope()) {
      Mat decoded =
          mats.track(
              Imgcodecs.imdecode(mats.track(new MatOfByte(picture)), Imgcodecs.IMREAD_COLOR));
      return encode(decoded, quality, mats);
    }
  }

  /** A lossless one of a single colour, which takes next to no bytes. */
  public static byte[] plain(int width, int height) {
    OpenCvLibrary.load();
    try (MatScope mats = new MatScope()) {
      Mat grey = mats.track(new Mat(height, width, CvType.CV_8UC3, new Scalar(90, 90, 90)));
      return encode(grey, LOSSLESS, mats);
    }
  }

  private static byte[] encode(Mat picture, int quality, MatScope mats) {
    MatOfByte webp = mats.track(new MatOfByte());
    MatOfInt options = mats.track(new MatOfInt(Imgcodecs.IMWRITE_WEBP_QUALITY, quality));
    Imgcodecs.imencode(".webp", picture, webp, options);
    return webp.toArray();
  }

  /**
   * The same picture in the extended form.
   *
   * @param flags of {@code VP8X}: 2 animated, 8 with EXIF
   * @param more chunks behind the picture
   */
  public static byte[] extended(byte[] webp, int flags, int width, int height, byte[] more) {
    byte[] head =
        ByteBuffer.allocate(10)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(flags)
            .put(uint24(width - 1))
            .put(uint24(height - 1))
            .array();
    return file(chunk("VP8X", head), Arrays.copyOfRange(webp, 12, webp.length), more);
  }

  public static byte[] chunk(String name, byte[] body) {
    return ByteBuffer.allocate(8 + body.length + (body.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(body.length)
        .put(body)
        .array();
  }

  public static byte[] file(byte[]... chunks) {
    int length = Arrays.stream(chunks).mapToInt(each -> each.length).sum();
    ByteBuffer file = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + length);
    file.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    for (byte[] chunk : chunks) {
      file.put(chunk);
    }
    return file.array();
  }

  /** A lossless picture's chunk up to its size; the rest is missing. */
  public static byte[] lossless(int width, int height) {
    int packed = width - 1 | (height - 1) << 14;
    ByteBuffer body = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return chunk("VP8L", body.put((byte) 0x2f).putInt(packed).array());
  }

  private static byte[] uint24(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
  }
}
