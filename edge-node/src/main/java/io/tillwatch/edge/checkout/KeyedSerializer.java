package io.tillwatch.edge.checkout;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is done about one held return is done one after the other: a reviewer who decides and a till
 * that tries again would both find it held and both pay. Lives on checkout's event loop, in the
 * store that holds the return, where alone either can be done.
 */
final class KeyedSerializer {
  private final Map<String, Future<?>> last = new HashMap<>();

  /** Takes the step once all that began before about the same return have ended. */
  <T> Future<T> next(String heldId, Supplier<Future<T>> step) {
    Future<?> before = last.get(heldId);
    Future<T> ours = before == null ? step.get() : before.transform(ended -> step.get());
    last.put(heldId, ours);
    return ours.onComplete(ended -> last.remove(heldId, ours));
  }
}
