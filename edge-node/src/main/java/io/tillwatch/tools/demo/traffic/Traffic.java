package io.tillwatch.tools.demo.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.fraud.Decision;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends planned visits at a steady rate, whatever the answers take; never more at a time than
 * allowed.
 */
public final class Traffic {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int CREATED = 201;
  private static final long MIN_TICK_MICROS = 1_000;

  /** A store's node and the key to use there. */
  public record Target(URI base, String kioskKey) {
    @Override
    public String toString() {
      return base.toString();
    }
  }

  private final List<Target> targets;
  private final TrafficPlan plan;
  private final TrafficFigures figures;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final int allowed;
  private final Semaphore underWay;

  public Traffic(List<Target> targets, TrafficPlan plan, TrafficFigures figures, int inFlight) {
    this.targets = List.copyOf(targets);
    this.plan = plan;
    this.figures = figures;
    this.allowed = inFlight;
    this.underWay = new Semaphore(inFlight);
  }

  /** Sends for the whole duration, then waits for the answers still due. */
  public void run(double perSecond, Duration duration) throws InterruptedException {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try {
      long began = System.nanoTime();
      Ticker ticker =
          new Ticker(began, perSecond, Math.round(perSecond * duration.toMillis() / 1e3));
      ScheduledFuture<?> ticks =
          clock.scheduleAtFixedRate(ticker, 0, MIN_TICK_MICROS, TimeUnit.MICROSECONDS);
      ticker.done.acquire();
      ticks.cancel(false);
      if (underWay.tryAcquire(allowed, TIMEOUT.toSeconds() + 1, TimeUnit.SECONDS)) {
        underWay.release(allowed);
      }
    } finally {
      clock.shutdownNow();
    }
  }

  /** Sends what is due at each tick. */
  private final class Ticker implements Runnable {
    private final long began;
    private final double perSecond;
    private final long total;
    private final Semaphore done = new Semaphore(0);
    private long sent;

    Ticker(long began, double perSecond, long total) {
      this.began = began;
      this.perSecond = perSecond;
      this.total = Math.max(1, total);
    }

    @Override
    public void run() {
      long now = System.nanoTime();
      while (sent < total && due(sent) <= now) {
        visit(due(sent));
        sent++;
      }
      if (sent == total) {
        done.release();
      }
    }

    private long due(long visit) {
      return began + (long) (visit / perSecond * 1e9);
    }
  }

  private void visit(long dueNanos) {
    if (!underWay.tryAcquire()) {
      figures.leftOut();
      return;
    }
    Visit visit = plan.next();
    http.sendAsync(request(visit), BodyHandlers.ofString())
        .whenComplete(
            (response, failure) -> {
              try {
                if (failure != null) {
                  figures.failed(words(targets.get(visit.store()), failure));
                } else {
                  take(visit, response, dueNanos);
                }
              } finally {
                // not before it is counted: whoever waits for the last one reads the figures then
                underWay.release();
              }
            });
  }

  private HttpRequest request(Visit visit) {
    Target target = targets.get(visit.store());
    return HttpRequest.newBuilder(target.base().resolve(visit.path()))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + target.kioskKey())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", visit.key())
        .POST(BodyPublishers.ofString(visit.body().toString()))
        .build();
  }

  private void take(Visit visit, HttpResponse<String> response, long dueNanos) {
    long now = System.nanoTime();
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != CREATED) {
        figures.failed(words(targets.get(visit.store()), response.statusCode(), answer));
        return;
      }
      Decision decision = Decision.valueOf(answer.path("assessment").path("decision").asText());
      figures.answered(visit, decision, dueNanos, now);
      if (decision == Decision.APPROVE) {
        remember(visit, answer.path("transaction").path("receiptNumber").asText());
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      figures.failed(targets.get(visit.store()) + " gave an answer that is none of a node's");
    }
  }

  /** Why no answer came, for people. */
  private static String words(Target target, Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable why = failure instanceof CompletionException && cause != null ? cause : failure;
    if (why instanceof HttpConnectTimeoutException || why instanceof ConnectException) {
      return "no node answers at " + target;
    }
    if (why instanceof HttpTimeoutException) {
      return target + " gave no answer within " + TIMEOUT.toSeconds() + " s";
    }
    return "the connection to " + target + " broke: " + why.getMessage();
  }

  /** What the node refused, in its own words. */
  private static String words(Target target, int status, JsonNode problem) {
    return "%s answered %d %s: %s"
        .formatted(
            target, status, problem.path("code").asText("?"), problem.path("detail").asText("?"));
  }

  private void remember(Visit visit, String receipt) {
    if (visit.kind() == Visit.Kind.SALE) {
      plan.sold(visit.sale().on(receipt));
    } else if (visit.kind() == Visit.Kind.HONEST_RETURN) {
      plan.refunded(visit.sale());
    }
  }
}
