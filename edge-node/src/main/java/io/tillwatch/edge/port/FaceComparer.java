package io.tillwatch.edge.port;

import io.tillwatch.core.camera.FaceMatch;
import io.vertx.core.Future;

/**
 * Compares the faces of two pictures, off every event loop; may be called from any thread, and
 * answers on the caller's context.
 */
public interface FaceComparer {

  /** Whether the models that this needs are configured. */
  boolean canMatch();

  /** How alike the dominant faces of two JPEGs are; never a failed future for a mere picture. */
  Future<FaceMatch> compare(byte[] one, byte[] other);

  /**
   * In how many bits a JPEG differs at least from another picture, of which the inner hash is
   * known, however a border was cut off, it was turned a little or mirrored. Speaks of no face, and
   * needs no models. Fails where nobody has time for it.
   *
   * @param innerHash text of a {@code PictureHash}
   */
  Future<Integer> bitsFrom(byte[] picture, String innerHash);
}
