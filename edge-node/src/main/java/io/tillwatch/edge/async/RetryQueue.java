package io.tillwatch.edge.async;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that must be done in the end: what fails waits and is tried again, one after the other. For
 * one event loop.
 */
public final class RetryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RetryQueue.class);

  private final Map<String, Supplier<Future<?>>> due = new LinkedHashMap<>();
  private final String whenItFails;
  private boolean retrying;

  /**
   * Nothing is due yet.
   *
   * @param whenItFails what the log says of the first failure of a piece of work
   */
  public RetryQueue(String whenItFails) {
    this.whenItFails = whenItFails;
  }

  /** Does it at once; where that fails it is due. */
  public void attempt(String what, Supplier<Future<?>> work) {
    work.get()
        .onFailure(
            why -> {
              if (due.putIfAbsent(what, work) == null) {
                LOG.atWarn()
                    .addKeyValue("of", what)
                    .addKeyValue("error", why.getMessage())
                    .log(whenItFails);
              }
            });
  }

  /** Takes it up with the next {@link #retry()}. */
  public void add(String what, Supplier<Future<?>> work) {
    due.put(what, work);
  }

  /** Goes on with what is due, until something fails; to be called from time to time. */
  public void retry() {
    if (due.isEmpty() || retrying) {
      return;
    }
    retrying = true;
    Map.Entry<String, Supplier<Future<?>>> first = due.entrySet().iterator().next();
    String what = first.getKey();
    Supplier<Future<?>> work = first.getValue();
    work.get()
        .onComplete(
            done -> {
              retrying = false;
              due.remove(what, work);
              if (done.succeeded()) {
                retry();
              } else {
                // behind the others: one that can never be done must not stop them
                due.putIfAbsent(what, work);
              }
            });
  }
}
