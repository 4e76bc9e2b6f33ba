package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reviewers share the alerts: who works on one, until when, and what they write down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseWorkIT {
  private WebStore store;
  private Http kiosk;
  private Http first;
  private Http second;

  @BeforeAll
  void open(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    kiosk = store.as(WebStore.KIOSK);
    first = store.as(WebStore.REVIEWER);
    second = store.as("second-reviewer-key");
  }

  @AfterAll
  void close() {
    store.close();
  }

  @Test
  void aClaimSaysUntilWhenAndAnotherReviewerIsTurnedAway() {
    String alert = raised("BLOCK_1");

    Instant until =
        Instant.parse(first.post(alert + "/claim", "").json().getString("claimedUntil"));

    assertThat(Duration.between(Instant.now(), until)).isBetween(minutes(59), minutes(60));
    assertThat(code(second.post(alert + "/claim", ""))).isEqualTo("ALREADY_CLAIMED");
    assertThat(code(second.post(alert + "/snooze", until(minutes(5)))))
        .isEqualTo("ALREADY_CLAIMED");
    assertThat(total(first, "assignee=me")).isEqualTo(1);
    assertThat(total(second, "assignee=me")).isZero();
  }

  @Test
  void aSnoozedAlertIsOutOfTheQueueAndComesBackByItselfForWhoeverListens() {
    String alert = raised("BLOCK_2");
    int todo = total(first, "status=TODO");

    JsonObject snoozed = first.post(alert + "/snooze", until(Duration.ofSeconds(3))).json();

    assertThat(snoozed.getString("status")).isEqualTo("OPEN");
    assertThat(total(second, "status=TODO")).isEqualTo(todo - 1);
    assertThat(total(second, "status=SNOOZED")).isEqualTo(1);
    Await.until("it is back", minutes(1), () -> total(second, "status=TODO") == todo);
    assertThat(total(second, "status=SNOOZED")).isZero();
    assertThat(second.get(alert).json().getString("snoozedUntil")).isNull();
  }

  @Test
  void aSnoozeEndsWhereSomebodyReleasesIt() {
    String alert = raised("BLOCK_3");
    first.post(alert + "/snooze", until(minutes(60)));

    JsonObject woken = second.post(alert + "/release", "").json();

    assertThat(woken.getString("snoozedUntil")).isNull();
  }

  @Test
  void aCustomerWhoWaitsIsNotPutOff() {
    String alert = raised("HOLD_1");

    assertThat(code(first.post(alert + "/snooze", until(minutes(5))))).isEqualTo("CUSTOMER_WAITS");
  }

  @Test
  void aSnoozeHasAnEndThatIsNeitherPastNorFar() {
    String alert = raised("BLOCK_4");

    for (String body :
        new String[] {until(minutes(-1)), until(Duration.ofDays(31)), "{}", "{\"until\":\"x\"}"}) {
      Answer refused = first.post(alert + "/snooze", body);

      assertThat(refused.status()).as(body).isEqualTo(422);
      assertThat(refused.body()).contains("/until");
    }
  }

  @Test
  void whatReviewersWriteDownStandsOnTheCaseWithTheirName() {
    String alert = raised("BLOCK_5");

    JsonObject noted = first.post(alert + "/notes", "{\"text\":\"Called her bank\"}").json();

    JsonObject step = noted.getJsonArray("timeline").getJsonObject(1);
    assertThat(step.getString("what")).isEqualTo("NOTED");
    assertThat(step.getString("note")).isEqualTo("Called her bank");
    assertThat(step.getString("by")).isEqualTo("reviewer-1");
    assertThat(first.post(alert + "/notes", "{\"text\":\"\"}").status()).isEqualTo(422);
  }

  private String raised(String customer) {
    JsonObject sold =
        kiosk.submit("/api/v1/sales", WebStore.sale("CALM")).json().getJsonObject("transaction");
    String body = WebStore.refund(customer, sold.getString("receiptNumber"));
    JsonObject back = kiosk.submit("/api/v1/returns", body).json().getJsonObject("transaction");
    return "/api/v1/alerts/al_" + back.getString("id");
  }

  private static int total(Http reviewer, String filter) {
    return reviewer.get("/api/v1/alerts?" + filter).json().getInteger("total");
  }

  private static String until(Duration later) {
    return "{\"until\":\"" + Instant.now().plus(later) + "\"}";
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static String code(Answer answer) {
    return answer.json().getString("code");
  }
}
