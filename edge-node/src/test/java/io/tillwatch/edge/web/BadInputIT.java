package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.support.TestStore;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.http.Cursor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad input gets the right problem, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String SALES = "/api/v1/sales";
  private static final String RETURNS = "/api/v1/returns";

  private TestNodes nodes;
  private EdgeNode node;
  private JsonObject keys;
  private Http anonymous;
  private Http kiosk;
  private Http reviewer;
  private String receipt;
  private String saleId;

  /**
   * One kind of bad input.
   *
   * @param pointer of the first field at fault, or null where none is
   */
  record Kind(
      String what, Function<BadInputIT, Answer> send, int status, String code, String pointer) {
    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    nodes = new TestNodes(dir, "store-a");
    node = nodes.start("store-a");
    EdgeConfig config = nodes.config("store-a");
    keys = new JsonObject(Files.readString(config.keysFile()));
    anonymous = new Http("http://127.0.0.1:" + config.http().port(), null);
    kiosk = as("kiosk");
    reviewer = as("reviewer");
    JsonObject sale =
        kiosk.submit(SALES, WebStore.sale("CHRIS_001"), "used").json().getJsonObject("transaction");
    receipt = sale.getString("receiptNumber");
    saleId = sale.getString("id");
    // the file's rules are written down a heartbeat after the start: nothing else moves the log
    Await.until("the rules are in the log", Duration.ofSeconds(20), this::hasRules);
  }

  private boolean hasRules() {
    PageQuery rules = new PageQuery(Indexes.RULES, null, 1, true, false);
    return !TestStore.await(node.bus().ask(Channels.PAGE, rules)).facts().isEmpty();
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void refusesWithTheRightProblemAndChangesNothing(Kind kind) {
    Positions before = positions();
    int transactions = transactions();

    Answer answer = kind.send().apply(this);

    assertThat(answer.status()).as(answer.body()).isEqualTo(kind.status());
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = answer.json();
    assertThat(problem.getString("code")).isEqualTo(kind.code());
    assertThat(problem.getInteger("status")).isEqualTo(kind.status());
    assertThat(problem.getString("type")).startsWith("urn:tillwatch:problem:");
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    if (kind.pointer() != null) {
      assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
          .isEqualTo(kind.pointer());
    }
    assertThat(positions()).isEqualTo(before);
    assertThat(transactions()).isEqualTo(transactions);
  }

  static Stream<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    fields(kinds);
    sales(kinds);
    returns(kinds);
    bodies(kinds);
    keys(kinds);
    paths(kinds);
    staff(kinds);
    return kinds.stream();
  }

  private static void fields(List<Kind> kinds) {
    kinds.add(
        invalid("quantity as text", "\"quantity\":1", "\"quantity\":\"1\"", "/lines/0/quantity"));
    kinds.add(invalid("quantity of none", "\"quantity\":1", "\"quantity\":0", "/lines/0/quantity"));
    kinds.add(
        invalid("negative quantity", "\"quantity\":1", "\"quantity\":-3", "/lines/0/quantity"));
    kinds.add(invalid("half a unit", "\"quantity\":1", "\"quantity\":0.5", "/lines/0/quantity"));
    kinds.add(
        invalid(
            "absurd quantity", "\"quantity\":1", "\"quantity\":2147483648", "/lines/0/quantity"));
    kinds.add(invalid("no quantity", "\"quantity\":1,", "", "/lines/0/quantity"));
    kinds.add(invalid("quantity null", "\"quantity\":1", "\"quantity\":null", "/lines/0/quantity"));
    kinds.add(invalid("negative money", "249999", "-249999", "/lines/0/unitPriceMinor"));
    kinds.add(
        invalid("overflowing money", "249999", "9223372036854775807", "/lines/0/unitPriceMinor"));
    kinds.add(
        invalid(
            "money beyond any type",
            "249999",
            "99999999999999999999999999",
            "/lines/0/unitPriceMinor"));
    kinds.add(invalid("money with a fraction", "249999", "2499.99", "/lines/0/unitPriceMinor"));
    kinds.add(invalid("money as text", "249999", "\"249999\"", "/lines/0/unitPriceMinor"));
    kinds.add(invalid("money in exponents", "249999", "1e5", "/lines/0/unitPriceMinor"));
    kinds.add(invalid("unknown currency", "\"USD\"", "\"ZZZ\"", "/currency"));
    kinds.add(invalid("currency in small letters", "\"USD\"", "\"usd\"", "/currency"));
    kinds.add(invalid("no currency", "\"currency\":\"USD\",", "", "/currency"));
    kinds.add(invalid("no lane", "\"laneId\":\"A-01\",", "", "/laneId"));
    kinds.add(invalid("empty lane", "\"A-01\"", "\"\"", "/laneId"));
    kinds.add(invalid("lane too long", "A-01", "A".repeat(65), "/laneId"));
    kinds.add(invalid("line break in an id", "CHRIS_001", "CHRIS\\n001", "/customerId"));
    kinds.add(invalid("direction mark in an id", "CHRIS_001", "CHRIS\\u202e001", "/customerId"));
    kinds.add(invalid("customer as number", "\"CHRIS_001\"", "1", "/customerId"));
    kinds.add(invalid("unknown tender", "\"CARD\"", "\"SHELLS\"", "/tender/type"));
    kinds.add(
        invalid(
            "tender as text", "{\"type\":\"CARD\",\"token\":\"tok_1\"}", "\"CARD\"", "/tender"));
    kinds.add(invalid("card without token", ",\"token\":\"tok_1\"", "", "/tender/token"));
  }

  private static void sales(List<Kind> kinds) {
    kinds.add(
        sale(
            "no lines",
            s -> s.replaceAll("(?s)\"lines\":\\[.*?\\]", "\"lines\":[]"),
            "VALIDATION_FAILED",
            "/lines"));
    kinds.add(sale("too many lines", BadInputIT::manyLines, "VALIDATION_FAILED", "/lines"));
    kinds.add(
        sale(
            "lines of numbers",
            s -> s.replaceAll("(?s)\"lines\":\\[.*?\\]", "\"lines\":[1]"),
            "VALIDATION_FAILED",
            "/lines/0"));
    kinds.add(
        sale(
            "unknown field",
            s -> s.replace("\"laneId\"", "\"discount\":5,\"laneId\""),
            "UNKNOWN_FIELD",
            "/discount"));
    kinds.add(
        sale(
            "unknown field in a line",
            s -> s.replace("\"sku\"", "\"taxMinor\":5,\"sku\""),
            "UNKNOWN_FIELD",
            "/lines/0/taxMinor"));
    kinds.add(
        sale(
            "a return's field",
            s -> s.replace("\"laneId\"", "\"retryOf\":\"x\",\"laneId\""),
            "UNKNOWN_FIELD",
            "/retryOf"));
    kinds.add(
        sale(
            "card number as token",
            s -> s.replace("tok_1", "4111111111111111"),
            "CARD_NUMBER_REFUSED",
            "/tender/token"));
    kinds.add(
        sale(
            "card number in groups",
            s -> s.replace("tok_1", "5500 0000 0000 0004"),
            "CARD_NUMBER_REFUSED",
            "/tender/token"));
    kinds.add(
        sale(
            "unknown SKU",
            s -> s.replace("LAPTOP_001", "YACHT_001"),
            "UNKNOWN_SKU",
            "/lines/0/sku"));
    kinds.add(
        sale(
            "unknown photo",
            s -> s.replace("\"laneId\"", "\"photoId\":\"ph_none\",\"laneId\""),
            "UNKNOWN_PHOTO",
            "/photoId"));
    kinds.add(
        sale(
            "gift card from nowhen",
            s -> s.replace("\"token\"", "\"giftCardActivatedAt\":\"yesterday\",\"token\""),
            "VALIDATION_FAILED",
            "/tender/giftCardActivatedAt"));
  }

  private static void returns(List<Kind> kinds) {
    kinds.add(
        refund(
            "unknown condition",
            s -> s.replace("\"NEW\"", "\"GOOD\""),
            "VALIDATION_FAILED",
            "/lines/0/condition"));
    kinds.add(
        refund(
            "no refund tender",
            s -> s.replace("refundTender", "tender"),
            "VALIDATION_FAILED",
            "/refundTender"));
    kinds.add(
        refund(
            "card number to refund to",
            s -> s.replace("tok_1", "378282246310005"),
            "CARD_NUMBER_REFUSED",
            "/refundTender/token"));
    kinds.add(
        refund(
            "entry by magic",
            s -> s.replace("\"laneId\"", "\"entry\":\"MAGIC\",\"laneId\""),
            "VALIDATION_FAILED",
            "/entry"));
    kinds.add(
        refund(
            "flag as text",
            s -> s.replace("\"laneId\"", "\"reprint\":\"true\",\"laneId\""),
            "VALIDATION_FAILED",
            "/reprint"));
    kinds.add(
        refund(
            "other money than was paid",
            s -> s.replace("USD", "EUR"),
            "CURRENCY_MISMATCH",
            "/currency"));
    kinds.add(
        refund(
            "retry of nothing",
            s -> s.replace("\"laneId\"", "\"retryOf\":\"tx_none\",\"laneId\""),
            404,
            "UNKNOWN_TRANSACTION",
            "/retryOf"));
  }

  private static void bodies(List<Kind> kinds) {
    kinds.add(body("no body", "", 400, "MALFORMED_JSON"));
    kinds.add(body("half a body", "{\"laneId\":", 400, "MALFORMED_JSON"));
    kinds.add(body("a field twice", "{\"laneId\":\"A\",\"laneId\":\"B\"}", 400, "MALFORMED_JSON"));
    kinds.add(body("two bodies", "{} {}", 400, "MALFORMED_JSON"));
    kinds.add(body("not a number", "{\"laneId\":NaN}", 400, "MALFORMED_JSON"));
    kinds.add(
        body(
            "a deep body",
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            400,
            "MALFORMED_JSON"));
    kinds.add(body("a list as body", "[]", 422, "VALIDATION_FAILED"));
    kinds.add(
        body("a huge body", "{\"laneId\":\"" + "A".repeat(300_000) + "\"}", 413, "BODY_TOO_LARGE"));
    kinds.add(
        new Kind(
            "text as body",
            t -> t.raw(SALES, "text/plain", "k1", "{}"),
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            null));
    kinds.add(
        new Kind(
            "form as body",
            t -> t.raw(SALES, "application/x-www-form-urlencoded", "k1", "laneId=A-01"),
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            null));
  }

  private static void keys(List<Kind> kinds) {
    kinds.add(
        new Kind(
            "no idempotency key",
            t -> t.kiosk.post(SALES, WebStore.sale("X")),
            400,
            "IDEMPOTENCY_KEY_MISSING",
            null));
    kinds.add(
        new Kind(
            "idempotency key too long",
            t -> t.kiosk.submit(SALES, WebStore.sale("X"), "k".repeat(65)),
            400,
            "IDEMPOTENCY_KEY_INVALID",
            null));
    kinds.add(
        new Kind(
            "used idempotency key",
            t -> t.kiosk.submit(SALES, WebStore.sale("OTHER"), "used"),
            409,
            "IDEMPOTENCY_KEY_REUSED",
            null));
    kinds.add(
        new Kind(
            "a sale's key for a return",
            t -> t.kiosk.submit(RETURNS, WebStore.refund("X", t.receipt), "used"),
            409,
            "IDEMPOTENCY_KEY_REUSED",
            null));
    kinds.add(
        new Kind(
            "no API key",
            t -> t.anonymous.submit(SALES, WebStore.sale("X")),
            401,
            "UNAUTHENTICATED",
            null));
    kinds.add(
        new Kind(
            "unknown API key",
            t -> t.anonymous.as("guess").submit(SALES, WebStore.sale("X")),
            401,
            "UNAUTHENTICATED",
            null));
    kinds.add(
        new Kind(
            "basic authorization",
            t ->
                Http.send(
                    t.anonymous
                        .request("/api/v1/stats")
                        .header("Authorization", "Basic YTpi")
                        .GET()),
            401,
            "UNAUTHENTICATED",
            null));
    kinds.add(
        new Kind(
            "wrong role",
            t -> t.reviewer.submit(SALES, WebStore.sale("X")),
            403,
            "FORBIDDEN",
            null));
  }

  private static void paths(List<Kind> kinds) {
    kinds.add(
        new Kind("unknown path", t -> t.kiosk.get("/api/v1/nothing"), 404, "NOT_FOUND", null));
    kinds.add(
        new Kind("wrong method", t -> t.kiosk.delete(SALES), 405, "METHOD_NOT_ALLOWED", null));
    kinds.add(
        new Kind(
            "unknown receipt",
            t -> t.kiosk.get("/api/v1/receipts/NONE"),
            404,
            "UNKNOWN_RECEIPT",
            null));
    kinds.add(
        new Kind(
            "unknown transaction",
            t -> t.reviewer.get("/api/v1/transactions/tx_none"),
            404,
            "UNKNOWN_TRANSACTION",
            null));
    kinds.add(
        new Kind(
            "unknown alert",
            t -> t.reviewer.get("/api/v1/alerts/al_none"),
            404,
            "UNKNOWN_ALERT",
            null));
    kinds.add(query("endless line", "cursor=" + "x".repeat(20_000), 414, "URI_TOO_LONG", null));
    kinds.add(
        new Kind(
            "endless header",
            t ->
                Http.send(
                    t.reviewer
                        .request("/api/v1/transactions")
                        .header("X-Long", "x".repeat(20_000))
                        .GET()),
            431,
            "HEADERS_TOO_LARGE",
            null));
    kinds.add(query("limit of none", "limit=0", 422, "VALIDATION_FAILED", "?limit"));
    kinds.add(query("limit too large", "limit=201", 422, "VALIDATION_FAILED", "?limit"));
    kinds.add(query("limit as text", "limit=ten", 422, "VALIDATION_FAILED", "?limit"));
    kinds.add(query("made up cursor", "cursor=abc", 400, "INVALID_CURSOR", "?cursor"));
    kinds.add(
        query(
            "cursor of another list",
            "cursor=" + Cursor.behind("alerts", "nobody"),
            400,
            "INVALID_CURSOR",
            "?cursor"));
    kinds.add(query("unknown type", "type=GIFT", 422, "VALIDATION_FAILED", "?type"));
    kinds.add(query("unknown parameter", "colour=red", 422, "UNKNOWN_PARAMETER", "?colour"));
    kinds.add(
        new Kind(
            "time that is none",
            t -> t.reviewer.get("/api/v1/stats/trends?from=monday"),
            422,
            "VALIDATION_FAILED",
            "?from"));
    kinds.add(
        new Kind(
            "a century by the hour",
            t -> t.reviewer.get("/api/v1/stats/trends?bucket=hour&from=1990-01-01T00:00:00Z"),
            422,
            "VALIDATION_FAILED",
            "?from"));
  }

  private static void staff(List<Kind> kinds) {
    kinds.add(
        staff(
            "decision without outcome",
            t -> "/transactions/" + t.saleId + "/decision",
            "{}",
            422,
            "VALIDATION_FAILED",
            "/outcome"));
    kinds.add(
        staff(
            "undecided decision",
            t -> "/transactions/" + t.saleId + "/decision",
            "{\"outcome\":\"MAYBE\"}",
            422,
            "VALIDATION_FAILED",
            "/outcome"));
    kinds.add(
        staff(
            "decision on what is not held",
            t -> "/transactions/" + t.saleId + "/decision",
            "{\"outcome\":\"APPROVE\"}",
            409,
            "NOT_HELD",
            null));
    kinds.add(
        staff(
            "decision on nothing",
            t -> "/transactions/tx_none/decision",
            "{\"outcome\":\"APPROVE\"}",
            404,
            "UNKNOWN_TRANSACTION",
            null));
    kinds.add(
        staff(
            "endless note",
            t -> "/transactions/" + t.saleId + "/decision",
            "{\"outcome\":\"APPROVE\",\"note\":\"" + "x".repeat(2001) + "\"}",
            422,
            "VALIDATION_FAILED",
            "/note"));
    kinds.add(
        staff(
            "verdict on nothing",
            t -> "/alerts/al_none/resolution",
            "{\"outcome\":\"FRAUD\"}",
            404,
            "UNKNOWN_ALERT",
            null));
    kinds.add(
        staff(
            "verdict on an honest sale",
            t -> "/alerts/al_" + t.saleId + "/resolution",
            "{\"outcome\":\"FRAUD\"}",
            404,
            "UNKNOWN_ALERT",
            null));
    kinds.add(
        staff("claim of nothing", t -> "/alerts/nonsense/claim", "", 404, "UNKNOWN_ALERT", null));
    kinds.add(
        staff(
            "list entry for nobody",
            t -> "/lists",
            "{\"list\":\"BLOCK\",\"reason\":\"r\"}",
            422,
            "VALIDATION_FAILED",
            "/customerId"));
    kinds.add(
        staff(
            "card number on a list",
            t -> "/lists",
            "{\"list\":\"BLOCK\",\"token\":\"4111111111111111\",\"reason\":\"r\"}",
            422,
            "CARD_NUMBER_REFUSED",
            "/token"));
    kinds.add(
        new Kind(
            "dispute of nothing",
            t -> t.as("integration").post("/api/v1/disputes", "{\"receiptNumber\":\"NONE\"}"),
            404,
            "UNKNOWN_RECEIPT",
            null));
    kinds.add(rules("rules without If-Match", null, "{}", 428, "IF_MATCH_MISSING"));
    kinds.add(
        rules("rules that somebody changed", "\"old\"", "{}", 412, "RULES_CHANGED_MEANWHILE"));
    kinds.add(rules("rules of nothing", "*", "{\"nothing\":1}", 422, "RULES_INVALID"));
    kinds.add(
        new Kind(
            "rules by a reviewer", t -> t.reviewer.get("/api/v1/rules"), 403, "FORBIDDEN", null));
    kinds.add(
        new Kind(
            "a photo that is none",
            t -> t.raw("/api/v1/photos", "image/jpeg", "k", "no picture"),
            422,
            "NOT_A_PICTURE",
            null));
    kinds.add(
        new Kind(
            "a photo too large",
            t -> t.raw("/api/v1/photos", "image/png", "k", "x".repeat((2 << 20) + 1)),
            413,
            "BODY_TOO_LARGE",
            null));
    kinds.add(
        new Kind(
            "a photo of another type",
            t -> t.raw("/api/v1/photos", "image/svg+xml", "k", "<svg/>"),
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            null));
    kinds.add(
        new Kind(
            "void of nothing",
            t -> t.kiosk.post("/api/v1/transactions/tx_none/void", "{}"),
            404,
            "UNKNOWN_TRANSACTION",
            null));
    kinds.add(
        new Kind(
            "sign-in with nothing",
            t -> t.anonymous.post("/api/v1/session", "{\"page\":\"dash\"}"),
            422,
            "VALIDATION_FAILED",
            "/code"));
    kinds.add(
        new Kind(
            "sign-in with a made up code",
            t -> t.anonymous.post("/api/v1/session", "{\"page\":\"dash\",\"code\":\"guess\"}"),
            401,
            "UNAUTHENTICATED",
            null));
    kinds.add(
        new Kind(
            "dashboard with a kiosk's key",
            t ->
                t.anonymous.post(
                    "/api/v1/session",
                    "{\"page\":\"dash\",\"key\":\"" + t.keys.getString("kiosk") + "\"}"),
            403,
            "FORBIDDEN",
            null));
  }

  private static Kind invalid(String what, String was, String is, String pointer) {
    return sale(what, json -> json.replace(was, is), "VALIDATION_FAILED", pointer);
  }

  private static Kind sale(
      String what, Function<String, String> change, String code, String pointer) {
    return new Kind(
        what,
        test -> {
          String body = change.apply(WebStore.sale("CHRIS_001"));
          assertThat(body).isNotEqualTo(WebStore.sale("CHRIS_001"));
          return test.kiosk.submit(SALES, body);
        },
        422,
        code,
        pointer);
  }

  private static Kind refund(
      String what, Function<String, String> change, String code, String pointer) {
    return refund(what, change, 422, code, pointer);
  }

  private static Kind refund(
      String what, Function<String, String> change, int status, String code, String pointer) {
    return new Kind(
        what,
        test ->
            test.kiosk.submit(RETURNS, change.apply(WebStore.refund("CHRIS_001", test.receipt))),
        status,
        code,
        pointer);
  }

  private static Kind body(String what, String body, int status, String code) {
    return new Kind(what, test -> test.kiosk.submit(SALES, body), status, code, null);
  }

  private static Kind query(String what, String query, int status, String code, String pointer) {
    return new Kind(
        what, test -> test.reviewer.get("/api/v1/transactions?" + query), status, code, pointer);
  }

  private static Kind staff(
      String what,
      Function<BadInputIT, String> path,
      String body,
      int status,
      String code,
      String pointer) {
    return new Kind(
        what,
        test -> test.reviewer.post("/api/v1" + path.apply(test), body),
        status,
        code,
        pointer);
  }

  private Answer raw(String path, String type, String key, String body) {
    HttpRequest.Builder request =
        kiosk
            .request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", key + UUID.randomUUID().toString().substring(0, 8))
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    return Http.send(request);
  }

  private static Kind rules(String what, String ifMatch, String body, int status, String code) {
    return new Kind(
        what,
        test -> {
          HttpRequest.Builder request =
              test.as("admin").request("/api/v1/rules").header("Content-Type", "application/json");
          if (ifMatch != null) {
            request.header("If-Match", ifMatch);
          }
          return Http.send(request.PUT(BodyPublishers.ofString(body)));
        },
        status,
        code,
        null);
  }

  private static String manyLines(String sale) {
    String line = "{\"sku\":\"SHIRT_001\",\"quantity\":1,\"unitPriceMinor\":2999}";
    String lines = String.join(",", java.util.Collections.nCopies(201, line));
    return sale.replaceAll("(?s)\"lines\":\\[.*?\\]", "\"lines\":[" + lines + "]");
  }

  private Http as(String role) {
    return anonymous.as(keys.getString(role));
  }

  private Positions positions() {
    return TestStore.await(node.bus().ask(Channels.POSITIONS, LedgerQuery.POSITIONS));
  }

  private int transactions() {
    return reviewer.get("/api/v1/transactions?limit=200").json().getJsonArray("items").size();
  }
}
