package io.tillwatch.edge.camera;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The camera service's life within a node: ready before the web opens, closed with the node. */
public final class CameraVerticle extends VerticleBase {
  private final CameraService cameras;
  private final Bus bus;

  public CameraVerticle(CameraService cameras, Bus bus) {
    this.bus = bus;
    this.cameras = cameras;
  }

  @Override
  public Future<?> start() {
    return cameras
        .start()
        .compose(
            open ->
                bus.handle(Channels.CAMERA, query -> Future.succeededFuture(cameras.statuses())));
  }

  @Override
  public Future<?> stop() {
    cameras.close();
    return Future.succeededFuture();
  }
}
