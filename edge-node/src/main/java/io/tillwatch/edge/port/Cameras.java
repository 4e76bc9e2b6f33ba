package io.tillwatch.edge.port;

import io.tillwatch.core.camera.CameraLook;
import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.SourceKind;
import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What pages may ask of a node's cameras. May be called from any thread, event loops among them;
 * answers come back on the caller's context.
 */
public interface Cameras {

  /** A picture, and what was seen on it. */
  interface Picture {
    PhotoReport report();

    byte[] jpeg();
  }

  /** Somebody who watches. */
  interface Preview extends AutoCloseable {
    /** What the newest frame that was measured shows; null before the first, and for customers. */
    @Nullable CameraLook newest();

    /** Completes when it is over, by whichever way. */
    CompletableFuture<Void> ended();

    @Override
    void close();
  }

  /** Photos out of frames that somebody else's camera gives. */
  LivePhotos live();

  /** Lanes that have a camera of their own; all others use the store's common one. */
  Set<String> lanes();

  /** The camera that a lane uses, as screens show it; null for the common one. */
  CameraStatus status(@Nullable String lane);

  /**
   * Looks at a picture that a client sent. Fails with {@link InvalidPictureException} for other
   * bytes, with {@link CameraBusyException} where too many wait.
   */
  Future<? extends Picture> inspect(byte[] bytes, SourceKind claimed);

  /**
   * Takes the best picture of a burst; it may well not be verified, its report says so. Fails with
   * {@link CameraUnavailableException}.
   *
   * @param lane whose camera takes it; null for the common one
   * @param seed which person a demo camera draws; no other camera cares
   * @param shot which picture of that person
   */
  Future<? extends Picture> capture(@Nullable String lane, long seed, long shot);

  /**
   * Whether who stands there now is whom a photo of the same visit shows. Fails with {@link
   * InvalidPictureException} for other bytes, with {@link CameraBusyException} where too many wait,
   * with {@link CameraUnavailableException} where the node has to look and has no camera.
   *
   * @param lane whose camera is to look; null for the common one
   * @param frame what the kiosk's own camera shows; null where the node's camera is to look
   */
  Future<Presence> stillThere(@Nullable String lane, byte[] photo, byte @Nullable [] frame);

  /** Whether a store wants to know that at all. */
  boolean guardsVisits();

  /**
   * A drawn picture of the demo with nobody on it.
   *
   * @param seed which one
   */
  Future<? extends Picture> drawNobody(long seed);

  /**
   * Shows a camera to somebody until closed, for 60 s at most.
   *
   * @param lane whose camera; null for the common one
   * @param measured whether the watcher wants to know what the gate of a photo says of it
   * @param viewer gets JPEGs on a thread of the camera's and must not block it
   * @throws CameraUnavailableException where there is no camera
   * @throws CameraBusyException where too many watch already
   */
  Preview preview(@Nullable String lane, boolean measured, Consumer<byte[]> viewer);
}
