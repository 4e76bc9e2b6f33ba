package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.Duration;

/**
 * A camera, or what stands in for one.
 *
 * <p>A stream belongs to the one thread that opened it. {@link Stream#read} gives frames in the
 * order they were taken, and may lose any number of them. It may also never return, when a device
 * is unplugged while its driver reads. So that thread must be one that can be abandoned.
 * Interrupting it helps with the network, not with a driver. Bytes are not checked: whoever decodes
 * them reads the header first.
 */
public interface FrameSource {
  /**
   * Opens the device. One behind a network is not asked before the first read, which can be
   * cancelled.
   *
   * @throws CameraUnavailableException with the reason, for people
   */
  Stream open();

  SourceKind kind();

  /** What it is, without credentials. */
  String describe();

  /** How long it may take to the first frame, where that is longer than a lane allows others. */
  default Duration opening() {
    return Duration.ZERO;
  }

  /** Frames to drop after opening: cameras adjust their exposure in the first ones. */
  default int warmUp() {
    return 0;
  }

  /** Whether equal frames mean that somebody holds a still picture into the stream. */
  default boolean movesByNature() {
    return true;
  }

  /** Says which person a drawing source should draw from now on; no other source cares. */
  default void portray(long seed, long shot) {}

  /** Frames of an open device. */
  interface Stream extends AutoCloseable {
    /**
     * The next frame, a JPEG or PNG; blocks until there is one.
     *
     * @throws CameraUnavailableException when the stream broke, or could not be opened
     */
    byte[] read();

    /** Least time between two frames; zero where the device sets the pace. */
    default Duration pace() {
      return Duration.ZERO;
    }

    /**
     * Makes a read that is under way fail soon, where that can be done: its network's connection is
     * closed, its process ended. May be called by any thread, and more than once. A driver that
     * hangs knows no such thing.
     */
    default void cancel() {}

    /** Gives the device back; only on the thread that opened it. */
    @Override
    void close();
  }
}
