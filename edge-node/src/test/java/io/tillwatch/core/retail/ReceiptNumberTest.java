package io.tillwatch.core.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptNumberTest {
  private static final String PRINTED = "STOREA-1QK7R2M01C9-T3F";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOREA-1QK7R2M01C9-T3F",
        "storea-1qk7r2m01c9-t3f",
        "  STOREA-1QK7R2M01C9-T3F\r\n",
        "STOREA1QK7R2M01C9T3F",
        "storea 1qk7r2m01c9 t3f",
        "STOREA–1QK7R2M01C9—T3F",
        "STOREA−1QK7R2M01C9ーT3F",
        "STOREA--1QK7R2M01C9-T3F",
        "]C1STOREA-1QK7R2M01C9-T3F",
        "]c1storea1qk7r2m01c9t3f",
        "ＳＴＯＲＥＡ－１ＱＫ７Ｒ２Ｍ０１Ｃ９－Ｔ３Ｆ",
        "STOREA-1QK7R2M\u200b01C9-T3F",
        "STOREA-1QK7R2MO1C9-T3F",
        "storea-iqk7r2moLc9-t3f",
        "STOREA-lQK7R2M0lC9-T3F",
        "STOREA-١QK٧R٢M٠١C٩-T٣F",
      })
  void readsEverySpellingOfOneOfOursAsItWasPrinted(String typed) {
    assertThat(ReceiptNumber.read(typed)).isEqualTo(PRINTED);
    assertThat(ReceiptNumber.key(typed)).isEqualTo(ReceiptNumber.key(PRINTED));
    assertThat(ReceiptNumber.same(typed, PRINTED)).isTrue();
  }

  @Test
  void findsANumberWhosePrefixHoldsLettersThatLookLikeDigits() {
    String printed = "OSLO-1QK7R2M01C9-T3F";

    assertThat(ReceiptNumber.read("oslo1qk7r2m01c9t3f")).isEqualTo(printed);
    assertThat(ReceiptNumber.same("0SL0-1QK7R2MO1C9-T3F", printed)).isTrue();
    assertThat(ReceiptNumber.same("0S10-1QK7R2M01C9-T3F", printed)).isTrue();
    assertThat(ReceiptNumber.key(ReceiptNumber.key(printed))).isEqualTo(ReceiptNumber.key(printed));
  }

  @ParameterizedTest
  @CsvSource({
    "'  pos-000123 ', POS-000123",
    "]C1pos-000123, POS-000123",
    "ｐｏｓ－０００１２３, POS-000123",
    "A-OOO1, A-OOO1",
    "a-0001, A-0001",
    "2026-11-20/0042, 2026-11-20/0042",
    "POS-1234-5678901234, POS-1234-5678901234",
    "INV-2026-1QK7R2M01C9-T3F, INV-2026-1QK7R2M01C9-T3F",
    "POS20261120123456, POS20261120123456"
  })
  void keepsANumberOfAnotherSystemButForCaseWidthAndWhatIsAround(String typed, String kept) {
    assertThat(ReceiptNumber.read(typed)).isEqualTo(kept);
    assertThat(ReceiptNumber.same(typed, kept)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"A-OOO1, A-0001", "POS-000123, POS000123", "POS-LI23, POS-1123"})
  void neverTakesTwoNumbersOfAnotherSystemForOne(String one, String other) {
    assertThat(ReceiptNumber.same(one, other)).isFalse();
  }

  @Test
  void namesTheOneStoreThatPrintedANumber() {
    List<String> stores = List.of("nyc-01", "la-01", "store-a", "paris-oslo");

    assertThat(ReceiptNumber.issuers("NYC01-1QK7R2M01C9-T3F", stores)).containsExactly("nyc-01");
    assertThat(ReceiptNumber.issuers("nycoi1qk7r2m01c9t3f", stores)).containsExactly("nyc-01");
    assertThat(ReceiptNumber.issuers("PARISOSLO-1QK7R2M01C9-T3F", stores))
        .containsExactly("paris-oslo");
  }

  @Test
  void namesEveryStoreThatMayHavePrintedAnOlderNumber() {
    List<String> stores = List.of("nyc-01", "la-01", "store-a", "paris-oslo");

    assertThat(ReceiptNumber.issuers("01-1QK7R2M01C9-T3F", stores))
        .containsExactly("la-01", "nyc-01");
    assertThat(ReceiptNumber.issuers("0SLO-1QK7R2M01C9-T3F", stores)).containsExactly("paris-oslo");
  }

  @Test
  void namesNobodyWhereAnyStoreMayHavePrintedIt() {
    List<String> stores = List.of("nyc-01", "la-01");

    assertThat(ReceiptNumber.issuers("POS-000123", stores)).isEmpty();
    assertThat(ReceiptNumber.issuers("CHICAGO-1QK7R2M01C9-T3F", stores)).isEmpty();
  }

  @Test
  void printsAPrefixOfItsOwnForEachStoreWithinEveryLimit() {
    String one = "a-very-long-name-of-a-store-in-the-north-of-the-country-number-1";
    String other = "a-very-long-name-of-a-store-in-the-north-of-the-country-number-2";

    assertThat(ReceiptNumber.prefix("store-a")).isEqualTo("STOREA");
    assertThat(ReceiptNumber.prefix("nyc-01")).isNotEqualTo(ReceiptNumber.prefix("la-01"));
    assertThat(ReceiptNumber.prefix(one)).isNotEqualTo(ReceiptNumber.prefix(other)).hasSize(20);
    String longest = ReceiptNumber.prefix(one) + "-1QK7R2M01C9-T3F";
    assertThat(ReceiptNumber.read(longest)).isEqualTo(longest).hasSizeLessThanOrEqualTo(64);
    assertThat(ReceiptNumber.issuers(longest, List.of(one, other))).containsExactly(one);
  }
}
