package io.tillwatch.core.retail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.TestSeal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CardFingerprintsTest {
  private static final CardFingerprints CARDS = CardFingerprints.by(new TestSeal("one retailer"));

  @Test
  void aCardHasTheSameNameInEveryStoreOfTheRetailerAndAnotherElsewhere() {
    CardFingerprints otherStore = CardFingerprints.by(new TestSeal("one retailer"));
    CardFingerprints otherRetailer = CardFingerprints.by(new TestSeal("another retailer"));

    assertThat(otherStore.of(card("tok_1"))).isEqualTo(CARDS.of(card("tok_1")));
    assertThat(otherRetailer.of(card("tok_1"))).isNotEqualTo(CARDS.of(card("tok_1")));
    assertThat(CARDS.of(new Tender(Tender.Type.GIFT_CARD, "tok_1", null)))
        .as("a token is what names it, however it was used")
        .isEqualTo(CARDS.of(card("tok_1")));
  }

  @Test
  void aNameHoldsNothingOfTheToken() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      names.add(CARDS.of(card("tok_" + i)));
    }

    assertThat(names).hasSize(10_000).allMatch(name -> name.matches("[0-9A-HJKMNP-TV-Z]{10}"));
  }

  @Test
  void cashHasNoNameAndNobodyIsToldOfUnsaidOnes() {
    assertThat(CARDS.of(new Tender(Tender.Type.CASH, null, null))).isNull();
    assertThat(CARDS.of(null)).isNull();
    assertThat(CardFingerprints.UNSAID.of(card("tok_1"))).isNull();
  }

  @Test
  void isReadAsSomebodyTypesIt() {
    assertThat(CardFingerprints.read(" 7kq2-m9xd 4f ")).contains("7KQ2M9XD4F");
    assertThat(CardFingerprints.read("7KQ2M9XD")).as("a reference").isEmpty();
  }

  private static Tender card(String token) {
    return new Tender(Tender.Type.CARD, token, null);
  }
}
