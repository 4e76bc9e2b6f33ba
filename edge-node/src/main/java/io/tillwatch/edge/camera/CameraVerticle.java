package io.tillwatch.edge.camera;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The camera service's life within a node: ready before the web opens, closed with the node. */
public final class CameraVerticle extends VerticleBase {
  private final CameraService cameras;

  public CameraVerticle(CameraService cameras) {
    this.cameras = cameras;
  }

  @Override
  public Future<?> start() {
    return cameras.start();
  }

  @Override
  public Future<?> stop() {
    cameras.close();
    return Future.succeededFuture();
  }
}
