package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Carries frames to other stores, whatever stands in them. */
public interface FrameTransport {

  /** Name of the way, for people. */
  String name();

  /**
   * Brings a frame to the actor of that address, and its answer back.
   *
   * @return fails within the time-out; with UnknownSessionException where the store asks for a new
   *     session; a failure does not say that the frame did not arrive
   */
  Future<Buffer> carry(String address, StoreId to, Buffer frame, Duration timeout);
}
