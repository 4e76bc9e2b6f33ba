package io.tillwatch.edge.async;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Steps about the same thing run one after the other, in the order they were asked for; steps about
 * different things run at once. For one event loop.
 */
public final class KeyedSerializer {
  private final Map<String, Future<?>> last = new HashMap<>();

  /**
   * Takes the step once all that began before about the same key have ended, whatever became of
   * them.
   */
  public <T> Future<T> next(String key, Supplier<Future<T>> step) {
    Future<?> before = last.get(key);
    Future<T> ours = before == null ? step.get() : before.transform(ended -> step.get());
    last.put(key, ours);
    return ours.onComplete(ended -> last.remove(key, ours));
  }
}
