package io.tillwatch.edge.proof;

import io.tillwatch.edge.camera.WebpPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Pictures that nobody means well with, each another one, and how each may be answered. */
final class HostilePictures {
  private static final int MOST_BYTES = 2 * 1024 * 1024;
  private static final String JPEG = "image/jpeg";
  private static final String PNG = "image/png";
  private static final String WEBP = "image/webp";
  private static final Set<Integer> NO_PICTURE = Set.of(422);

  /** A picture that decodes in part is one; what it shows is judged then. */
  private static final Set<Integer> EITHER = Set.of(201, 422);

  private final byte[] good;
  private final byte[] goodWebp;
  private final byte[] largeWebp = WebpPictures.plain(7_000, 5_700);
  private final Random random = new Random(17);

  /** Twists this JPEG, also as WebP. */
  HostilePictures(byte[] good) {
    this.good = good.clone();
    this.goodWebp = WebpPictures.of(good, 80);
  }

  /**
   * One of them.
   *
   * @param answers the statuses that are right for it
   */
  record Hostile(String what, byte[] bytes, String type, Set<Integer> answers) {}

  Hostile next(int number) throws IOException {
    return switch (number % 18) {
      case 0 -> new Hostile("garbage", noise(1 + random.nextInt(200_000)), JPEG, NO_PICTURE);
      case 1 -> new Hostile("garbage behind a JPEG's head", behind(0xFFD8FFE0), JPEG, NO_PICTURE);
      case 2 -> new Hostile("garbage behind a PNG's head", behind(0x89504E47), PNG, NO_PICTURE);
      case 3 ->
          new Hostile(
              "a truncated JPEG",
              Arrays.copyOf(good, 1 + random.nextInt(good.length - 1)),
              JPEG,
              EITHER);
      case 4 -> new Hostile("a JPEG with flipped bits", flipped(good), JPEG, EITHER);
      case 5 -> new Hostile("a PNG of 30,000 x 30,000", png(30_000, 30_000, 10), PNG, NO_PICTURE);
      case 6 -> new Hostile("a JPEG of 65,500 x 65,500", sized(65_500, 65_500), JPEG, NO_PICTURE);
      case 7 -> new Hostile("a PNG of 39.9 megapixels", png(7_000, 5_700, 5_700), PNG, EITHER);
      case 8 -> new Hostile("a PNG of 41 megapixels", png(7_000, 5_900, 5_900), PNG, NO_PICTURE);
      case 9 -> new Hostile("a PNG that inflates to more", png(64, 64, 20_000), PNG, EITHER);
      case 11 -> new Hostile("garbage in a WebP", webp(noise(50_000)), WEBP, NO_PICTURE);
      case 12 ->
          new Hostile(
              "a truncated WebP",
              Arrays.copyOf(goodWebp, 1 + random.nextInt(goodWebp.length - 1)),
              WEBP,
              NO_PICTURE);
      case 13 -> new Hostile("a WebP with flipped bits", flipped(goodWebp), WEBP, EITHER);
      case 14 ->
          new Hostile(
              "a WebP of 16,384 x 16,384",
              WebpPictures.file(WebpPictures.lossless(16_384, 16_384)),
              WEBP,
              NO_PICTURE);
      case 15 ->
          new Hostile(
              "a WebP that moves",
              WebpPictures.extended(goodWebp, 2, 640, 480, new byte[0]),
              WEBP,
              NO_PICTURE);
      case 16 -> new Hostile("a WebP of 39.9 megapixels", largeWebp, WEBP, EITHER);
      case 10 -> new Hostile("more than 2 MiB", noise(MOST_BYTES + 1), JPEG, Set.of(413));
      default ->
          new Hostile(
              "text",
              "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
              PNG,
              NO_PICTURE);
    };
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] webp(byte[] content) {
    return WebpPictures.file(WebpPictures.chunk("VP8 ", content));
  }

  private byte[] behind(int head) {
    byte[] bytes = noise(4 + random.nextInt(100_000));
    ByteBuffer.wrap(bytes).putInt(head);
    return bytes;
  }

  private byte[] flipped(byte[] from) {
    byte[] bytes = from.clone();
    for (int i = 0; i < 20; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** The good picture, whose frame header says another size. */
  private byte[] sized(int width, int height) {
    byte[] bytes = good.clone();
    for (int i = 2; i < bytes.length - 9; i++) {
      if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == 0xC0) {
        ByteBuffer.wrap(bytes).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return bytes;
      }
    }
    throw new IllegalStateException("expected a baseline JPEG");
  }

  /** A grey PNG with so many rows of zeros, whatever its header says. */
  private static byte[] png(int width, int height, int rows) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
      byte[] row = new byte[width + 1];
      for (int i = 0; i < rows; i++) {
        deflate.write(row);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    head.put((byte) 8).put((byte) 0);
    chunk(out, "IHDR", head.array());
    chunk(out, "IDAT", packed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] data)
      throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(data);
    out.write(ByteBuffer.allocate(4).putInt(data.length).array());
    out.write(type);
    out.write(data);
    out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
