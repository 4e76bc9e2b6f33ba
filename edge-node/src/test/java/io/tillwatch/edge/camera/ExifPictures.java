package io.tillwatch.edge.camera;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** JPEGs with segments that say something of them. */
public final class ExifPictures {
  private static final int APP1 = 0xe1;

  private ExifPictures() {}

  /** The content of a segment that says which way up the picture is. */
  public static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4).order(order);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    exif.putShort((short) 42).putInt(8).putShort((short) 2);
    exif.putShort((short) 0x0100).putShort((short) 3).putInt(1).putInt(0);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    return exif.putShort((short) orientation).putShort((short) 0).array();
  }

  public static byte[] xmp() {
    return "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The JPEG with these segments before all others. */
  public static byte[] withSegments(byte[] jpeg, byte[]... contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    for (byte[] content : contents) {
      out.write(0xff);
      out.write(APP1);
      out.write((content.length + 2) >> 8);
      out.write(content.length + 2);
      out.writeBytes(content);
    }
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
