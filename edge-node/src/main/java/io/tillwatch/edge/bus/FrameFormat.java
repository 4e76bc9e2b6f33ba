package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.vertx.core.buffer.Buffer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The bytes of a {@link Frame}, form 2: form (1 byte), length of the mac (2 bytes), mac, then what
 * the mac covers behind the channel's address, a zero byte and the form: kind (1), sender and
 * recipient (1 byte of length and UTF-8 each), run (16), session (32), counter (8), uptime (8),
 * body. All numbers big-endian. Form 1 is {@link LegacyFrameFormat}.
 */
final class FrameFormat {
  static final byte FORM = 2;

  private static final int HEADER = 3;
  private static final int FIXED = 1 + 1 + 1 + Long.BYTES * 4 + Frame.SESSION_BYTES;

  private FrameFormat() {}

  /** Whether the bytes say that they have this form. */
  static boolean isOne(Buffer frame) {
    return frame != null && frame.length() > 0 && frame.getByte(0) == FORM;
  }

  static Buffer encode(Seal seal, String address, Frame frame) {
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    byte[] from = frame.from().value().getBytes(StandardCharsets.UTF_8);
    byte[] to = frame.to().value().getBytes(StandardCharsets.UTF_8);
    int begin = name.length + 2;
    ByteBuffer signed =
        ByteBuffer.allocate(begin + FIXED + from.length + to.length + frame.body().length)
            .put(name)
            .put((byte) 0)
            .put(FORM)
            .put(frame.kind().code())
            .put((byte) from.length)
            .put(from)
            .put((byte) to.length)
            .put(to)
            .putLong(frame.run().getMostSignificantBits())
            .putLong(frame.run().getLeastSignificantBits())
            .put(frame.session())
            .putLong(frame.counter())
            .putLong(frame.sentMillis())
            .put(frame.body());
    byte[] mac = seal.sign(signed.array()).getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer(HEADER + mac.length + signed.capacity() - begin)
        .appendByte(FORM)
        .appendUnsignedShort(mac.length)
        .appendBytes(mac)
        .appendBytes(signed.array(), begin, signed.capacity() - begin);
  }

  /** Reads a frame whose mac holds; throws RefusedFrameException where it does not. */
  static Frame decode(Seal seal, String address, Buffer frame) {
    if (!isOne(frame)
        || frame.length() < HEADER
        || frame.length() > LegacyFrameFormat.MAX_FRAME_BYTES) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "not a frame of form " + FORM);
    }
    int begin = HEADER + frame.getUnsignedShort(1);
    if (begin + FIXED > frame.length()) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "not a whole frame");
    }
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    int prefix = name.length + 2;
    ByteBuffer signed = ByteBuffer.allocate(prefix + frame.length() - begin);
    signed.put(name).put((byte) 0).put(FORM);
    frame.getBytes(begin, frame.length(), signed.array(), prefix);
    String mac = frame.getString(HEADER, begin, StandardCharsets.US_ASCII.name());
    if (!seal.verify(signed.array(), mac)) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "the frame's mac does not hold");
    }
    return read(signed);
  }

  /**
   * What the beginning of a frame says, which nobody has vouched for yet; its body is cut off.
   * Throws RefusedFrameException where it begins no frame of this form.
   *
   * @param hasKey whether a key of that id may vouch for it at all
   */
  static Frame beginning(Buffer beginning, Predicate<String> hasKey) {
    if (!isOne(beginning) || beginning.length() < HEADER) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "not a frame of form " + FORM);
    }
    int begin = HEADER + beginning.getUnsignedShort(1);
    if (begin + FIXED > beginning.length()) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "not the beginning of a frame");
    }
    String mac = beginning.getString(HEADER, begin, StandardCharsets.US_ASCII.name());
    if (mac.indexOf(':') < 0 || !hasKey.test(mac.substring(0, mac.indexOf(':')))) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "no key here made the frame's mac");
    }
    return read(ByteBuffer.wrap(beginning.getBytes(begin, beginning.length())));
  }

  /** Reads what the mac vouched for. */
  private static Frame read(ByteBuffer signed) {
    try {
      Frame.Kind kind = Frame.Kind.of(signed.get());
      StoreId from = store(signed);
      StoreId to = store(signed);
      UUID run = new UUID(signed.getLong(), signed.getLong());
      byte[] session = bytes(signed, Frame.SESSION_BYTES);
      long counter = signed.getLong();
      long sentMillis = signed.getLong();
      byte[] body = bytes(signed, signed.remaining());
      return new Frame(kind, from, run, to, session, counter, sentMillis, body);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "not a whole frame");
    }
  }

  private static StoreId store(ByteBuffer from) {
    return new StoreId(
        new String(bytes(from, Byte.toUnsignedInt(from.get())), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}
