package io.tillwatch.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A store's dashboard as far as alerts go: when its event stream showed which. It listens and does
 * not ask, so that looking for an alert costs the store nothing while the alert is on its way.
 */
final class AlertStream implements Flow.Subscriber<String>, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT = "event: ";
  private static final String DATA = "data: ";

  private final Map<String, CompletableFuture<Long>> seen = new ConcurrentHashMap<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscribed = new AtomicReference<>();
  private volatile boolean closed;
  private @Nullable String event;

  /** A screen that shows what this store's stream tells from now on. */
  static AlertStream of(StoreClient store) {
    AlertStream screen = new AlertStream();
    store.listen(screen);
    return screen;
  }

  /** When it showed the alert, by the clock of {@link System#nanoTime}; empty where not in time. */
  Optional<Long> shown(String alertId, Duration patience) {
    return Optional.ofNullable(
        seen(alertId)
            .copy()
            .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
            .join());
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscribed.set(subscription);
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  /** Listens no more: the store's end of the stream is closed too. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription now = subscribed.get();
    if (now != null) {
      now.cancel();
    }
  }

  @Override
  public void onNext(String line) {
    if (line.startsWith(EVENT)) {
      event = line.substring(EVENT.length());
    } else if (line.startsWith(DATA) && "alert".equals(event)) {
      seen(alertId(line.substring(DATA.length()))).complete(System.nanoTime());
    }
  }

  @Override
  public void onError(Throwable broken) {
    seen.values().forEach(alert -> alert.complete(null));
  }

  @Override
  public void onComplete() {
    seen.values().forEach(alert -> alert.complete(null));
  }

  private CompletableFuture<Long> seen(String alertId) {
    return seen.computeIfAbsent(alertId, id -> new CompletableFuture<>());
  }

  private static String alertId(String data) {
    try {
      return JSON.readTree(data).path("id").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
