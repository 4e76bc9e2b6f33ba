package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.keys.ApiKeys;
import io.tillwatch.edge.config.keys.ApiKeys.NewKey;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.access.SignInThrottle;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** API keys that are made and revoked beside a running node, and what they open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeysIT {
  private static final Duration SOON = Duration.ofSeconds(3);

  private TestNodes nodes;
  private EdgeConfig config;
  private Http anonymous;

  @BeforeAll
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a");
    nodes.start("store-a");
    config = nodes.config("store-a");
    anonymous = new Http("http://127.0.0.1:" + config.http().port(), null);
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void endsSessionsAndStreamsOfAKeyThatTheCommandLineRevokes() throws IOException {
    NewKey key = made(Role.REVIEWER, null);
    String cookie = signIn(key, "dash").header("Set-Cookie").split(";", 2)[0];
    try (RawHttp byKey = stream("Authorization: Bearer " + key.secret());
        RawHttp bySession = stream("Cookie: " + cookie)) {
      assertThat(byKey.status()).isEqualTo(200);
      assertThat(bySession.status()).isEqualTo(200);

      ApiKeys.open(config).revoke(key.key().id());

      long began = System.nanoTime();
      Await.until("the session is over", SOON, () -> withCookie(cookie) == 401);
      awaitEnd(byKey);
      awaitEnd(bySession);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
      assertThat(anonymous.as(key.secret()).get("/api/v1/stats").status()).isEqualTo(401);
    }
  }

  @Test
  void opensAPageOnlyForTheRolesThatItIsForAndWithTheKeysOwnRole() throws IOException {
    assertThat(signIn(made(Role.INTEGRATION, null), "kiosk").status()).isEqualTo(403);
    assertThat(signIn(made(Role.INTEGRATION, null), "dash").status()).isEqualTo(403);
    assertThat(signIn(made(Role.REVIEWER, null), "kiosk").status()).isEqualTo(403);
    assertThat(signIn(made(Role.KIOSK, null), "dash").status()).isEqualTo(403);
    assertThat(signIn(made(Role.KIOSK, null), "kiosk").json().getString("role")).isEqualTo("kiosk");
    assertThat(signIn(made(Role.ADMIN, null), "dash").json().getString("role")).isEqualTo("admin");
  }

  @Test
  void keepsAKeyForOneLaneToThatLane() throws IOException {
    Http lane = anonymous.as(made(Role.KIOSK, "A-07").secret());

    Answer elsewhere = lane.submit("/api/v1/sales", WebStore.sale("LANE"));
    Answer here = lane.submit("/api/v1/sales", WebStore.sale("LANE").replace("A-01", "A-07"));

    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.json().getString("code")).isEqualTo("OTHER_LANE");
    assertThat(here.status()).isEqualTo(201);
    assertThat(lane.get("/api/v1/events?lane=A-01").status()).isEqualTo(403);
    assertThat(lane.get("/api/v1/events?lane=store-b/A-07").status()).isEqualTo(403);
  }

  @Test
  void letsNoKioskNameALaneOfAnotherStore() throws IOException {
    Http kiosk = anonymous.as(made(Role.KIOSK, null).secret());

    assertThat(kiosk.get("/api/v1/events?lane=store-b/B-01").status()).isEqualTo(403);
  }

  @Test
  void letsGoodKeysInFromWhereOthersGuess() throws IOException {
    String guess = "{\"page\":\"dash\",\"code\":\"no such code\"}";
    for (int i = 0; i < SignInThrottle.MOST_PER_WINDOW; i++) {
      assertThat(anonymous.post("/api/v1/session", guess).status()).isEqualTo(401);
    }

    assertThat(anonymous.post("/api/v1/session", guess).status()).isEqualTo(429);
    assertThat(signIn(made(Role.REVIEWER, null), "dash").status()).isEqualTo(200);
  }

  @Test
  void leavesRoomForOthersWhereOneKeyListensWithoutEnd() throws IOException {
    NewKey greedy = made(Role.REVIEWER, null);
    List<RawHttp> streams = new ArrayList<>();
    try {
      int refused = 0;
      for (int i = 0; i < 120; i++) {
        RawHttp stream = stream("Authorization: Bearer " + greedy.secret());
        streams.add(stream);
        int status = stream.status();
        assertThat(status).isIn(200, 429);
        refused += status == 429 ? 1 : 0;
      }
      assertThat(refused).isEqualTo(20);
      try (RawHttp other = stream("Authorization: Bearer " + made(Role.ADMIN, null).secret())) {
        assertThat(other.status()).isEqualTo(200);
      }
    } finally {
      for (RawHttp stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void recordsWhatAReviewerDoesUnderTheNameOfTheKey() throws IOException {
    ApiKeys keys = ApiKeys.open(config);
    Http ann = anonymous.as(keys.create(Role.REVIEWER, null, "ann").secret());
    String spare = keys.create(Role.REVIEWER, null, "ann").secret();
    Await.until("the key is known", SOON, () -> ann.get("/api/v1/stats").status() == 200);
    String alert = "/api/v1/alerts/" + refused();

    JsonObject claimed = ann.post(alert + "/claim", "").json();
    JsonObject signedIn =
        anonymous.post("/api/v1/session", "{\"page\":\"dash\",\"key\":\"" + spare + "\"}").json();

    assertThat(claimed.getString("claimedBy")).isEqualTo("ann");
    assertThat(signedIn.getString("actor")).as("of another key of hers").isEqualTo("ann");
    assertThat(ann.get("/api/v1/alerts?assignee=me").json().getInteger("total")).isEqualTo(1);
    assertThat(ann.get("/api/v1/audit?limit=1").body()).contains("\"ann\"");
    assertThatThrownBy(() -> keys.create(Role.REVIEWER, null, "reviewer-1"))
        .hasMessageContaining("reviewer-1");
    assertThatThrownBy(() -> keys.create(Role.REVIEWER, null, "me")).hasMessageContaining("me");
  }

  /** An alert of a return that was refused. */
  private String refused() throws IOException {
    Http till = anonymous.as(made(Role.KIOSK, null).secret());
    Await.until("the key is known", SOON, () -> till.get("/api/v1/catalog").status() == 200);
    String body = WebStore.refund("ANN", "A-NO-SUCH-RECEIPT-1");
    JsonObject answer = till.submit("/api/v1/returns", body).json();
    assertThat(answer.getJsonObject("assessment").getString("decision")).isNotEqualTo("APPROVE");
    return "al_" + answer.getJsonObject("transaction").getString("id");
  }

  private NewKey made(Role role, String lane) throws IOException {
    NewKey key = ApiKeys.open(config).create(role, lane, null);
    Http holder = anonymous.as(key.secret());
    // the node sees it within a second
    Await.until("the key is known", SOON, () -> holder.get("/api/v1/catalog").status() == 200);
    return key;
  }

  private Answer signIn(NewKey key, String page) {
    JsonObject body = new JsonObject().put("key", key.secret()).put("page", page);
    return anonymous.post("/api/v1/session", body.encode());
  }

  private int withCookie(String cookie) {
    return Http.send(
            anonymous
                .request("/api/v1/lists")
                .header("Cookie", cookie)
                .header("X-Tillwatch-Page", "dash")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")))
        .status();
  }

  private RawHttp stream(String header) throws IOException {
    return new RawHttp(anonymous.base())
        .send("GET /api/v1/events HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n");
  }

  private static void awaitEnd(RawHttp stream) throws IOException {
    while (!stream.isEnded()) {
      // what was sent before it ended is read and dropped
    }
  }
}
