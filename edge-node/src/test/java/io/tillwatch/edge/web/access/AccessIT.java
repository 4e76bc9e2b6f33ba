package io.tillwatch.edge.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.OpenApi;
import io.tillwatch.edge.web.Http;
import io.tillwatch.edge.web.RawHttp;
import io.tillwatch.edge.web.WebStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call of {@code /openapi.yaml} with every kind of credential: whoever the document does not
 * name is refused, with 401 or 403, and nobody else is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final String LANE = "A-07";

  /** What a call must carry to get as far as its lane; `%s` is the lane. */
  private static final Map<String, String> BODIES =
      Map.of(
          "sell",
          WebStore.sale("LANE").replace("A-01", "%s"),
          "takeBack",
          WebStore.refund("LANE", "A-1").replace("A-01", "%s"),
          "payOut",
          "{\"laneId\":\"%s\",\"cashierId\":\"C-17\"}",
          "capture",
          "{\"laneId\":\"%s\"}",
          "openLiveSession",
          "{\"laneId\":\"%s\"}",
          "checkPresenceByCamera",
          "{\"photoId\":\"ph_1\",\"laneId\":\"%s\"}");

  private WebStore store;

  /** A call as the document describes it. */
  private record Operation(String method, String path, JsonNode said) {
    boolean isOpen() {
      return said.has("security") && said.path("security").isEmpty();
    }

    Set<String> roles() {
      Set<String> roles = new HashSet<>();
      said.path("x-tillwatch-roles").forEach(role -> roles.add(role.asText()));
      return roles;
    }

    boolean takes(String parameter) {
      return said.path("parameters").toString().contains("/parameters/" + parameter + "\"");
    }

    /** A kiosk's page needs a PIN for it. */
    boolean isForStaff() {
      return said.path("x-tillwatch-staff").asBoolean();
    }

    String id() {
      return said.path("operationId").asText();
    }

    boolean streams() {
      JsonNode content = said.path("responses").path("200").path("content");
      return content.has("text/event-stream") || content.has("multipart/x-mixed-replace");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** What a caller shows, and whose it is; no role: it is worth nothing. */
  private record Credential(String what, String header, Role role, Page page) {
    private Credential(String what, String header, Role role) {
      this(what, header, role, null);
    }
  }

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = WebStore.ofDemo("store-a", dir);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @TestFactory
  List<DynamicTest> letsInWhomTheDocumentNamesAndNobodyElse() {
    List<Credential> credentials = credentials();
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : operations()) {
      if (!operation.isOpen()) {
        tests.add(
            DynamicTest.dynamicTest(
                operation.toString(),
                () -> {
                  for (Credential each : credentials) {
                    check(operation, each);
                  }
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(35);
    return tests;
  }

  @TestFactory
  List<DynamicTest> keepsAKeyOfOneLaneToItWhereverALaneIsNamed() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : operations()) {
      boolean byQuery = operation.takes("lane");
      boolean byBody = hasLane(operation);
      if (operation.roles().contains("kiosk") && (byQuery || byBody)) {
        tests.add(
            DynamicTest.dynamicTest(operation.toString(), () -> checkLane(operation, byBody)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(5);
    return tests;
  }

  @TestFactory
  List<DynamicTest> endsStreamsOfWhomItWouldNotLetInAnyMore() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : operations()) {
      if (operation.streams()) {
        for (String role : operation.roles()) {
          tests.add(
              DynamicTest.dynamicTest(
                  operation + " as " + role, () -> checkStream(operation, Role.of(role).get())));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(4);
    return tests;
  }

  private void check(Operation operation, Credential shown) throws IOException {
    int status = ask(operation, shown.header(), "A-01");
    String said = operation + " with " + shown.what() + ": " + status;
    if (shown.role() == null) {
      assertThat(status).as(said).isEqualTo(401);
    } else if (operation.isForStaff() && shown.page() == Page.KIOSK) {
      assertThat(status).as(said + ", without a PIN").isEqualTo(403);
    } else if (operation.roles().contains(shown.role().word())) {
      assertThat(status).as(said).isNotIn(-1, 401, 403);
    } else {
      assertThat(status).as(said).isEqualTo(403);
    }
  }

  private void checkLane(Operation operation, boolean byBody) throws IOException {
    assertThat(!byBody || BODIES.containsKey(operation.id()) || isImage(operation))
        .as(operation + " names a lane: add a body for it to BODIES")
        .isTrue();
    String bound = bearer(store.key(Role.KIOSK, LANE));
    assertThat(ask(operation, bound, LANE)).as(operation + ", own lane").isNotIn(401, 403);
    assertThat(ask(operation, bound, "A-08")).as(operation + ", other lane").isEqualTo(403);
  }

  private void checkStream(Operation operation, Role role) throws IOException {
    String key = store.key(role, null);
    Page page = role == Role.KIOSK ? Page.KIOSK : Page.DASH;
    String cookie = session(key, page);
    try (RawHttp byKey = open(operation, bearer(key), LANE);
        RawHttp bySession = open(operation, cookie, LANE)) {
      assertThat(byKey.status()).isEqualTo(200);
      assertThat(bySession.status()).isEqualTo(200);
      long began = System.nanoTime();

      store.revoke(key);

      while (!byKey.isEnded()) {
        // what came before the end does not count
      }
      while (!bySession.isEnded()) {
        // neither
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }
  }

  private List<Credential> credentials() {
    List<Credential> all = new ArrayList<>();
    all.add(new Credential("nothing", "X-Nothing: 1", null));
    all.add(new Credential("an unknown key", bearer("no such key"), null));
    for (Role role : Role.values()) {
      all.add(new Credential("a key of " + role, bearer(store.key(role, null)), role));
      String revoked = store.key(role, null);
      Page page = role == Role.KIOSK ? Page.KIOSK : Page.DASH;
      if (role != Role.INTEGRATION) {
        all.add(
            new Credential(
                "a session of " + role, session(store.key(role, null), page), role, page));
        all.add(new Credential("a session of a revoked " + role, session(revoked, page), null));
        all.add(
            new Credential("a session of " + role + " that ran out", expired(role, page), null));
      }
      store.revoke(revoked);
      all.add(new Credential("a revoked key of " + role, bearer(revoked), null));
    }
    return all;
  }

  private String expired(Role role, Page page) {
    store.clockIsAhead(Sessions.life(page).plusMinutes(1).negated());
    String cookie = session(store.key(role, null), page);
    store.clockIsAhead(Duration.ZERO);
    return cookie;
  }

  private String session(String key, Page page) {
    String body = new JsonObject().put("key", key).put("page", page.word()).encode();
    Http.Answer opened = store.anonymous().post("/api/v1/session", body);
    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    return "X-Tillwatch-Page: "
        + page.word()
        + "\r\nCookie: "
        + opened.header("Set-Cookie").split(";", 2)[0];
  }

  private static String bearer(String key) {
    return "Authorization: Bearer " + key;
  }

  private int ask(Operation operation, String credential, String lane) throws IOException {
    try (RawHttp line = open(operation, credential, lane)) {
      return line.status();
    }
  }

  private RawHttp open(Operation operation, String credential, String lane) throws IOException {
    String path = operation.path().replaceAll("\\{\\w+}", "none");
    byte[] body = body(operation, lane);
    String head =
        operation.method()
            + " "
            + path
            + query(operation, lane)
            + " HTTP/1.1\r\nHost: x\r\n"
            // from another machine: this one's word is enough for metrics and health
            + "X-Forwarded-For: 203.0.113.7\r\nIdempotency-Key: "
            + java.util.UUID.randomUUID()
            + "\r\n"
            + credential
            + "\r\n"
            + (body.length == 0 ? "" : "Content-Type: " + mediaType(operation) + "\r\n")
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return new RawHttp(store.anonymous().base()).send(head).send(body);
  }

  /** A kiosk hears of a lane only, and reads a transaction by its reference only. */
  private static String query(Operation operation, String lane) {
    if (operation.takes("lane")) {
      return "?lane=" + lane;
    }
    return operation.takes("reference") ? "?reference=7KQ2M9XD" : "";
  }

  private byte[] body(Operation operation, String lane) {
    if (!operation.said().has("requestBody")) {
      return new byte[0];
    }
    String text = BODIES.getOrDefault(operation.id(), "{}");
    return (text.contains("%s") ? text.formatted(lane) : text).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isImage(Operation operation) {
    return mediaType(operation).startsWith("image/");
  }

  private static String mediaType(Operation operation) {
    return operation.said().path("requestBody").path("content").fieldNames().next();
  }

  private boolean hasLane(Operation operation) {
    JsonNode schema =
        operation
            .said()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    JsonNode meant =
        schema.has("$ref")
            ? OpenApi.document().at(schema.path("$ref").asText().substring(1))
            : schema;
    return meant.path("properties").has("laneId");
  }

  private static List<Operation> operations() {
    return OpenApi.operations().stream()
        .map(each -> new Operation(each.method(), each.path(), each.said()))
        .toList();
  }
}
