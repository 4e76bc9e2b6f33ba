package io.tillwatch.edge.proof;

import io.tillwatch.core.oplog.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame between stores, as somebody without a key reads it off the line.
 *
 * @param address the channel's, without the store
 * @param bytes the frame
 * @param busMessage the event bus's message around it; null where it came by HTTP
 */
record SentFrame(String address, byte[] bytes, byte[] busMessage) {
  private static final String PATH = "POST /cluster/v1/";
  private static final String END_OF_HEAD = "\r\n\r\n";

  private static final byte OLD_FORM = 1;
  private static final int RUN_SESSION_COUNTER_TIME = 16 + 32 + 8 + 8;

  /** Vert.x 5's protocol between members. */
  private static final byte BUS_VERSION = 2;

  private static final byte CODEC_BY_NAME = -1;

  boolean isHello() {
    return address.equals("frames.hello");
  }

  /** The same question as a node of the version before would have sent it. */
  SentFrame asBefore(Seal seal) {
    ByteBuffer rest = ByteBuffer.wrap(bytes).position(1);
    if (bytes[0] == OLD_FORM) {
      return this;
    }
    rest.position(rest.position() + Short.BYTES + rest.getShort() + 1);
    rest.position(rest.position() + 1 + rest.get(rest.position()));
    rest.position(rest.position() + 1 + rest.get(rest.position()));
    rest.position(rest.position() + RUN_SESSION_COUNTER_TIME);
    byte[] json = new byte[rest.remaining()];
    rest.get(json);
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    byte[] signed =
        ByteBuffer.allocate(name.length + 1 + json.length)
            .put(name)
            .put((byte) 0)
            .put(json)
            .array();
    byte[] mac = seal.sign(signed).getBytes(StandardCharsets.US_ASCII);
    byte[] frame =
        ByteBuffer.allocate(1 + Short.BYTES + mac.length + json.length)
            .put(OLD_FORM)
            .putShort((short) mac.length)
            .put(mac)
            .put(json)
            .array();
    return new SentFrame(address, frame, null);
  }

  /** Finds the frames in what passed a connection: requests, or messages of the event bus. */
  static List<SentFrame> in(byte[] stream) {
    boolean http =
        new String(stream, 0, Math.min(5, stream.length), StandardCharsets.US_ASCII)
            .equals("POST ");
    return http ? inRequests(stream) : inMessages(stream);
  }

  /** The same message for the consumer of another store; ids of stores are of equal length. */
  byte[] busMessageTo(String store) {
    byte[] message = busMessage.clone();
    byte[] name = (address + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] id = store.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + name.length + id.length <= message.length; at++) {
      if (startsWith(message, at, name)) {
        System.arraycopy(id, 0, message, at + name.length, id.length);
        return message;
      }
    }
    throw new IllegalStateException("no address in the message");
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[at + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static List<SentFrame> inRequests(byte[] stream) {
    List<SentFrame> frames = new ArrayList<>();
    String text = new String(stream, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(PATH);
    while (at >= 0) {
      int body = text.indexOf(END_OF_HEAD, at) + END_OF_HEAD.length();
      if (body < END_OF_HEAD.length()) {
        return frames;
      }
      String head = text.substring(at, body).toLowerCase(java.util.Locale.ROOT);
      String address = text.substring(at + PATH.length(), text.indexOf(' ', at + PATH.length()));
      int length = length(head);
      if (body + length > stream.length) {
        return frames;
      }
      frames.add(
          new SentFrame(address, java.util.Arrays.copyOfRange(stream, body, body + length), null));
      at = text.indexOf(PATH, body + length);
    }
    return frames;
  }

  private static int length(String head) {
    String name = "content-length:";
    int at = head.indexOf(name) + name.length();
    return Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)).strip());
  }

  private static List<SentFrame> inMessages(byte[] stream) {
    List<SentFrame> frames = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(stream);
    while (all.remaining() > Integer.BYTES) {
      int length = all.getInt(all.position());
      if (length <= 0 || length + Integer.BYTES > all.remaining()) {
        return frames;
      }
      byte[] message = new byte[length + Integer.BYTES];
      all.get(message);
      SentFrame frame = inMessage(message);
      if (frame != null) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static SentFrame inMessage(byte[] message) {
    ByteBuffer rest = ByteBuffer.wrap(message).position(Integer.BYTES);
    if (rest.get() != BUS_VERSION || rest.get() == CODEC_BY_NAME) {
      return null;
    }
    rest.get();
    String address = string(rest);
    int store = address.lastIndexOf(".store-");
    if (store < 0) {
      return null;
    }
    string(rest);
    string(rest);
    // the length of the headers counts itself
    rest.position(rest.position() + rest.getInt(rest.position()));
    byte[] frame = new byte[rest.getInt()];
    rest.get(frame);
    return new SentFrame(address.substring(0, store), frame, message);
  }

  private static String string(ByteBuffer from) {
    byte[] bytes = new byte[from.getInt()];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
