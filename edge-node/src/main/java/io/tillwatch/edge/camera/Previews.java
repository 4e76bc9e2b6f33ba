package io.tillwatch.edge.camera;

import io.tillwatch.edge.port.CameraBusyException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everybody who watches a camera of this store, on one thread; so many at once at most. */
final class Previews implements AutoCloseable {
  private static final int MOST_WATCHERS = 8;

  private final AtomicInteger watchers = new AtomicInteger();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "camera-preview");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins to show a camera.
   *
   * @param meter measures the frames; null where nobody asks for figures
   * @throws CameraBusyException where too many watch already
   */
  LanePreview begin(LaneCamera watched, @Nullable LookMeter meter, Consumer<byte[]> viewer) {
    if (watchers.incrementAndGet() > MOST_WATCHERS) {
      watchers.decrementAndGet();
      throw new CameraBusyException(MOST_WATCHERS);
    }
    LanePreview preview = LanePreview.begin(watched, meter, viewer, ticker);
    preview.ended().whenComplete((done, failure) -> watchers.decrementAndGet());
    return preview;
  }

  /** The thread, for what else has to happen in time. */
  ScheduledExecutorService ticker() {
    return ticker;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
