package io.tillwatch.edge.camera;

import io.tillwatch.edge.port.LivePhotos;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Live photos out of browsers' frames: sessions that end in time, and answers on the context. */
final class BrowserPhotos implements LivePhotos, AutoCloseable {
  private final Vertx vertx;
  private final LiveSessions sessions;
  private final ScheduledExecutorService ticker;

  BrowserPhotos(Vertx vertx, LiveSessions sessions, ScheduledExecutorService ticker) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.ticker = ticker;
  }

  @Override
  public Opened open(Owner owner) {
    Opened opened = sessions.open(owner);
    ticker.schedule(sessions::expire, LiveSessions.LIFE.toMillis(), TimeUnit.MILLISECONDS);
    return opened;
  }

  @Override
  public Future<Seen> frame(String id, Owner owner, String nonce, byte[] bytes) {
    return Future.fromCompletionStage(
        sessions.frame(id, owner, nonce, bytes), vertx.getOrCreateContext());
  }

  @Override
  public void end(String id, Owner owner) {
    sessions.end(id, owner);
  }

  @Override
  public void close() {
    sessions.closeAll();
  }
}
