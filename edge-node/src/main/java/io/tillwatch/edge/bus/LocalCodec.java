package io.tillwatch.edge.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Passes an immutable record by reference within the node. It never writes to the wire: that is
 * {@link LegacyFrameFormat}'s.
 */
final class LocalCodec implements MessageCodec<Object, Object> {
  static final String NAME = "tillwatch-local";

  @Override
  public void encodeToWire(Buffer buffer, Object message) {
    throw new IllegalStateException(
        message.getClass() + " was sent to another store by a local channel");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new IllegalStateException("a local message came from another store");
  }

  @Override
  public Object transform(Object message) {
    return message;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
