package io.tillwatch.edge.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.checkout.SaleRequest;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.codec.AnswerCodec;
import io.tillwatch.edge.web.http.JsonBodies;
import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  private static final String SALE =
      """
      {"laneId":"A-01","cashierId":"C-17","customerId":"CHRIS_001","currency":"USD",
       "lines":[{"sku":"LAPTOP_001","quantity":2,"unitPriceMinor":249999}],
       "tender":{"type":"CARD","token":"tok_1"},"photoId":"ph_1","giftReceipt":true}""";

  private static final String REFUND =
      """
      {"laneId":"B-01","currency":"USD","receiptNumber":"A-000001",
       "lines":[{"sku":"LAPTOP_001","quantity":1,"unitPriceMinor":249999,"condition":"OPENED",
                 "serial":"S1"}],
       "refundTender":{"type":"STORE_CREDIT"},"reason":"DEFECTIVE","entry":"SCANNED",
       "originalCardPresent":false,"retryOf":"tx_9"}""";

  @Test
  void readsASaleWithEveryField() {
    SaleRequest sale = RequestReader.sale(JsonBodies.parse(Buffer.buffer(SALE)));

    assertThat(sale)
        .isEqualTo(
            SaleRequest.builder()
                .laneId("A-01")
                .cashierId("C-17")
                .customerId("CHRIS_001")
                .currency("USD")
                .lines(List.of(new LineItem("LAPTOP_001", 2, 249999, null, null)))
                .tender(new Tender(Tender.Type.CARD, "tok_1", null))
                .photoId("ph_1")
                .giftReceipt(true)
                .build());
  }

  @Test
  void readsAReturnAndTellsNoFromUnknown() {
    ReturnRequest refund = RequestReader.refund(JsonBodies.parse(Buffer.buffer(REFUND)));

    assertThat(refund.lines().get(0).condition()).isEqualTo(LineItem.Condition.OPENED);
    assertThat(refund.entry()).isEqualTo(Return.Entry.SCANNED);
    assertThat(refund.originalCardPresent()).isFalse();
    assertThat(refund.customerPresent()).isNull();
    assertThat(refund.retryOf()).isEqualTo("tx_9");
  }

  @Test
  void takesNullForAbsentWhereAFieldIsOptional() {
    assertThat(sale(json -> json.replace("\"ph_1\"", "null")).photoId()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"quantity\":2 | \"quantity\":\"2\" | /lines/0/quantity",
        "\"quantity\":2 | \"quantity\":0 | /lines/0/quantity",
        "\"quantity\":2 | \"quantity\":-1 | /lines/0/quantity",
        "\"quantity\":2 | \"quantity\":1.5 | /lines/0/quantity",
        "\"quantity\":2 | \"quantity\":2.0 | /lines/0/quantity",
        "\"quantity\":2 | \"quantity\":10001 | /lines/0/quantity",
        "\"quantity\":2 | \"quantity\":null | /lines/0/quantity",
        "249999 | -1 | /lines/0/unitPriceMinor",
        "249999 | 1000000001 | /lines/0/unitPriceMinor",
        "249999 | 9223372036854775808 | /lines/0/unitPriceMinor",
        "249999 | 1e400 | /lines/0/unitPriceMinor",
        "249999 | true | /lines/0/unitPriceMinor",
        "\"USD\" | \"usd\" | /currency",
        "\"USD\" | \"XXX\" | /currency",
        "\"USD\" | \"ABC\" | /currency",
        "\"USD\" | 840 | /currency",
        "\"A-01\" | \"\" | /laneId",
        "\"A-01\" | \" A-01\" | /laneId",
        "\"A-01\" | \"A\\u0000\" | /laneId",
        "\"A-01\" | \"A\\u202e1\" | /laneId",
        "\"A-01\" | \"A\\ud800\" | /laneId",
        "\"A-01\" | {} | /laneId",
        "\"CARD\" | \"BITCOIN\" | /tender/type",
        "\"CARD\" | null | /tender/type",
        ",\"token\":\"tok_1\" | '' | /tender/token",
        "\"giftReceipt\":true | \"giftReceipt\":\"yes\" | /giftReceipt",
        "\"ph_1\" | 7 | /photoId",
        "\"laneId\":\"A-01\", | '' | /laneId",
      })
  void namesTheFieldAtFault(String was, String is, String pointer) {
    Problem problem = refusalOf(json -> json.replace(was, is));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(problem.errors()).extracting(Problem.FieldError::pointer).containsExactly(pointer);
  }

  @Test
  void namesEveryFieldAtFaultAtOnce() {
    Problem problem =
        refusalOf(
            json ->
                json.replace("\"USD\"", "\"dollar\"")
                    .replace("\"quantity\":2", "\"quantity\":0")
                    .replace("\"A-01\"", "1"));

    assertThat(problem.errors())
        .extracting(Problem.FieldError::pointer)
        .containsExactlyInAnyOrder("/laneId", "/currency", "/lines/0/quantity");
  }

  @Test
  void refusesUnknownFieldsWhereverTheyStand() {
    assertThat(refusalOf(json -> json.replace("{\"laneId\"", "{\"price\":1,\"laneId\"")).code())
        .isEqualTo("UNKNOWN_FIELD");
    Problem inLine = refusalOf(json -> json.replace("{\"sku\"", "{\"a/b~c\":1,\"sku\""));
    assertThat(inLine.errors().get(0).pointer()).isEqualTo("/lines/0/a~1b~0c");
    assertThat(refusalOf(json -> json.replace("{\"sku\"", "{\"condition\":\"NEW\",\"sku\"")).code())
        .isEqualTo("UNKNOWN_FIELD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "378282246310005",
        "4222222222222",
        "6011000990139424",
        "\\uff14111111111111111"
      })
  void refusesACardNumberAsToken(String number) {
    Problem problem = refusalOf(json -> json.replace("tok_1", number).replace("\"USD\"", "1"));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("CARD_NUMBER_REFUSED");
    assertThat(problem.errors()).extracting(Problem.FieldError::pointer).contains("/tender/token");
    assertThat(AnswerCodec.toJson(problem.toJson())).doesNotContain(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4111111111111112", "411111111111", "tok_4111111111111111", "1234"})
  void takesATokenThatIsNoCardNumber(String token) {
    assertThat(sale(json -> json.replace("tok_1", token)).tender().token()).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "\"x\"", "null", "[1]"})
  void wantsAListOfLines(String lines) {
    Problem problem =
        refusalOf(json -> json.replaceFirst("\"lines\":\\[.*?\\]", "\"lines\":" + lines));

    assertThat(problem.errors().get(0).pointer()).startsWith("/lines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":/* */1}",
        "nonsense",
        "{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}"
      })
  void tellsWhatIsNoJson(String text) {
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> JsonBodies.parse(Buffer.buffer(text)));

    assertThat(thrown.problem().status()).isEqualTo(400);
    assertThat(thrown.problem().code()).isEqualTo("MALFORMED_JSON");
  }

  @Test
  void tellsBytesThatAreNoText() {
    byte[] latin = {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> JsonBodies.parse(Buffer.buffer(latin)));

    assertThat(thrown.problem().code()).isEqualTo("MALFORMED_JSON");
  }

  @Test
  void fingerprintsWhatIsAskedAndNotHowItIsWritten() {
    String other = "{\"b\":[1,{\"d\":2,\"c\":3}],\n  \"a\":\"x\"}";
    assertThat(fingerprint("{\"a\":\"x\",\"b\":[1,{\"c\":3,\"d\":2}]}"))
        .isEqualTo(fingerprint(other))
        .isNotEqualTo(fingerprint("{\"a\":\"x\",\"b\":[{\"c\":3,\"d\":2},1]}"))
        .isNotEqualTo(fingerprint("{\"a\":\"y\",\"b\":[1,{\"c\":3,\"d\":2}]}"));
  }

  private static String fingerprint(String json) {
    return JsonBodies.fingerprint("/sales", JsonBodies.parse(Buffer.buffer(json)));
  }

  private static SaleRequest sale(UnaryOperator<String> change) {
    return RequestReader.sale(JsonBodies.parse(Buffer.buffer(change.apply(SALE))));
  }

  private static Problem refusalOf(UnaryOperator<String> change) {
    ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> sale(change));
    assertThat(thrown).as("the request is refused").isNotNull();
    return thrown.problem();
  }
}
