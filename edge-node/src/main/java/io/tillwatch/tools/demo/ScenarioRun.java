package io.tillwatch.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.tools.demo.model.Purchase;
import io.tillwatch.tools.demo.model.ReturnStep;
import io.tillwatch.tools.demo.model.Shop;
import io.tillwatch.tools.demo.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script against two running stores, or against one that is both shops, one step after the
 * other: photo, request, and, where fraud was suspected, whether the other store shows the alert. A
 * step that needs what happened in the other store waits until this store has heard of it, unless
 * the script says that somebody is in a rush.
 */
public final class ScenarioRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Between two customers, and between photo and payment. Both stores, both databases and this
   * script share one machine: what the stores do is to be seen, not how the script gets in the way.
   */
  private static final Duration BREATH = Duration.ofMillis(100);

  private static final long NO_ALERT = -1;
  private static final int MOST_ATTEMPTS = 4;

  private final Map<Shop, StoreClient> stores;
  private final Map<StoreClient, AlertStream> screens;
  private final RunNames names;
  private final TillRequests requests;
  private final Photographer photographer;
  private final Map<String, StepResult> played = new HashMap<>();

  ScenarioRun(Map<Shop, StoreClient> stores, RunNames names) {
    this.stores = Map.copyOf(stores);
    this.screens =
        stores.values().stream()
            .distinct()
            .collect(Collectors.toMap(Function.identity(), AlertStream::of));
    this.names = names;
    this.requests = new TillRequests(names);
    this.photographer = new Photographer(names);
  }

  /** Plays all steps; each result is also handed over as it comes. */
  List<StepResult> play(List<Step> steps, Consumer<StepResult> feed) {
    List<StepResult> results = new ArrayList<>();
    for (Step step : steps) {
      StepResult result = play(step);
      played.put(step.id(), result);
      results.add(result);
      feed.accept(result);
    }
    return results;
  }

  /** Looks at no screen any more. */
  @Override
  public void close() {
    screens.values().forEach(AlertStream::close);
  }

  private StepResult play(Step step) {
    StoreClient store = step.shop().in(stores);
    breathe(step);
    awaitKnown(step, store);
    JsonNode photo =
        photographer.photograph(step.visit().picture(), step.id(), names.lane(step.shop()), store);
    String photoId = photo == null ? null : photo.path("photoId").asText();
    breathe(step);
    long began = System.nanoTime();
    JsonNode answer = submit(step, store, photoId);
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
    return settle(step, answer, photo, micros);
  }

  private static void breathe(Step step) {
    boolean inARush = step.visit() instanceof ReturnStep goods && goods.inARush();
    if (!inARush) {
      Await.pause(BREATH);
    }
  }

  /** Asks once; and again, as a cashier would, while the answer is to wait for the other store. */
  private JsonNode submit(Step step, StoreClient store, @Nullable String photoId) {
    if (step.visit() instanceof Purchase purchase) {
      return store.sell(
          requests.sale(purchase, step.shop(), photoId), names.idempotencyKey(step.id()));
    }
    ReturnStep goods = (ReturnStep) step.visit();
    String retryOf = null;
    JsonNode answer;
    int attempt = 0;
    do {
      attempt++;
      answer =
          store.takeBack(
              requests.goodsBack(goods, step.shop(), receipt(goods, step.shop()), photoId, retryOf),
              names.idempotencyKey(step.id() + "-" + attempt));
      retryOf = answer.path("transaction").path("id").asText();
    } while (attempt < MOST_ATTEMPTS && isToWait(answer) && hearsTheOther());
    return answer;
  }

  private static boolean isToWait(JsonNode answer) {
    JsonNode assessment = answer.path("assessment");
    return assessment.path("remedy").asText().equals("WAIT_FOR_SYNC")
        && !assessment.path("decision").asText().equals(Decision.APPROVE.name());
  }

  /** Waits for it; one store that is both shops has none of the script's to wait for. */
  private boolean hearsTheOther() {
    if (screens.size() == 1) {
      return false;
    }
    DemoNodes.awaitConnected(stores);
    return true;
  }

  private String receipt(ReturnStep goods, Shop shop) {
    return goods.saleStep() == null
        ? names.inventedReceipt(shop.other())
        : played(goods.saleStep()).receiptNumber();
  }

  private StepResult played(String step) {
    return Objects.requireNonNull(played.get(step), () -> "a step before " + step);
  }

  private void awaitKnown(Step step, StoreClient store) {
    if (step.visit() instanceof ReturnStep goods && goods.saleStep() != null && !goods.inARush()) {
      StepResult sale = played(goods.saleStep());
      Await.must(
          PATIENCE,
          () -> store.transaction(sale.transactionId()).isPresent(),
          () -> late(step, sale.transactionId()));
    }
  }

  private StepResult settle(Step step, JsonNode answer, @Nullable JsonNode photo, long micros) {
    JsonNode assessment = answer.path("assessment");
    Decision decision = Decision.valueOf(assessment.path("decision").asText());
    String id = answer.path("transaction").path("id").asText();
    long alertMillis = decision == Decision.APPROVE ? NO_ALERT : awaitAlert(step, id);
    boolean held = step.isFraud() && decision == Decision.REVIEW;
    boolean declined = held && decline(step, id);
    return new StepResult(
        step,
        id,
        answer.path("transaction").path("receiptNumber").asText(),
        new StepResult.Judged(decision, assessment.path("score").asInt(), reasons(assessment)),
        new StepResult.Money(
            answer.path("transaction").path("totalMinor").asLong(),
            held ? paidNow(step, id) : answer.path("refundMinor").asLong()),
        photo == null ? null : photo.path("face").path("verified").asBoolean(),
        new StepResult.Times(
            micros, answer.path("trace").path("committedMicros").asLong(), alertMillis),
        declined);
  }

  private long awaitAlert(Step step, String transactionId) {
    long answered = System.nanoTime();
    String alertId = "al_" + transactionId;
    AlertStream screen =
        Objects.requireNonNull(screens.get(step.shop().other().in(stores)), "each store's screen");
    long shown = screen.shown(alertId, PATIENCE).orElseThrow(() -> late(step, alertId));
    // the alert may well be there before this side has read its answer
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(shown - answered));
  }

  /** The reviewer sits in the other store: its node hands the decision to the one that holds. */
  private boolean decline(Step step, String transactionId) {
    JsonNode answer =
        step.shop()
            .other()
            .in(stores)
            .decline(transactionId, "Demo: not the purchaser, nothing is paid");
    return answer.path("decision").path("outcome").asText().equals("DECLINE");
  }

  private long paidNow(Step step, String transactionId) {
    return step.shop()
        .in(stores)
        .transaction(transactionId)
        .map(now -> now.path("refundMinor").asLong())
        .orElseThrow(() -> late(step, transactionId));
  }

  private static List<StepResult.Reason> reasons(JsonNode assessment) {
    List<StepResult.Reason> reasons = new ArrayList<>();
    for (JsonNode reason : assessment.path("reasons")) {
      reasons.add(
          new StepResult.Reason(reason.path("code").asText(), reason.path("points").asInt()));
    }
    return reasons;
  }

  private static DemoFailedException late(Step step, String id) {
    return new DemoFailedException(
        DemoFailedException.BROKEN,
        id
            + " did not reach the store that waits for it within "
            + PATIENCE.toSeconds()
            + " s (step "
            + step.id()
            + "); see both nodes' logs");
  }
}
