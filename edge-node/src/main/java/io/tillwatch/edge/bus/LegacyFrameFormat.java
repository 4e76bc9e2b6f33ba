package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.Seal;
import io.tillwatch.edge.codec.RecordCodec;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Form 1 of the bytes between stores, as versions before this one send it: form (1 byte), length of
 * the mac (2 bytes), mac, JSON. The mac covers the channel's address too, so that a frame of one
 * channel is no frame of another; it says neither for whom it is nor when it was made, so whoever
 * kept one may send it again. Read only where {@link LegacyFrames} says so. Form 2 is {@link
 * FrameFormat}.
 */
public final class LegacyFrameFormat {
  /** Larger frames are refused unread: far above any batch that a store sends. */
  public static final int MAX_FRAME_BYTES = 16 << 20;

  private static final byte VERSION = 1;
  private static final int HEADER = 3;

  private LegacyFrameFormat() {}

  /** Frames a record for the channel of that address. */
  public static Buffer encode(Seal seal, String address, Object record) {
    byte[] json = RecordCodec.toBytes(record);
    byte[] mac = seal.sign(signed(address, json)).getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer(HEADER + mac.length + json.length)
        .appendByte(VERSION)
        .appendUnsignedShort(mac.length)
        .appendBytes(mac)
        .appendBytes(json);
  }

  /** Reads a frame; throws RefusedFrameException where its mac does not hold or it is none. */
  public static <T> T decode(Seal seal, String address, Buffer frame, Class<T> type) {
    if (frame == null || frame.length() < HEADER || frame.length() > MAX_FRAME_BYTES) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "not a frame");
    }
    int jsonStart = HEADER + frame.getUnsignedShort(1);
    if (frame.getByte(0) != VERSION || jsonStart > frame.length()) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "not a frame of version 1");
    }
    byte[] json = frame.getBytes(jsonStart, frame.length());
    String mac = frame.getString(HEADER, jsonStart, StandardCharsets.US_ASCII.name());
    if (!seal.verify(signed(address, json), mac)) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "the frame's mac does not hold");
    }
    return RecordCodec.fromBytes(json, type);
  }

  private static byte[] signed(String address, byte[] json) {
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[name.length + 1 + json.length];
    System.arraycopy(name, 0, both, 0, name.length);
    System.arraycopy(json, 0, both, name.length + 1, json.length);
    return both;
  }
}
