package io.tillwatch.core.retail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.StoredFacts;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7KQ2M9X0",
        "7kq2m9xo",
        " 7kq2-m9xO ",
        "7KQ2 M9X0",
        "7k-q2–m9—x0",
        "７ＫＱ２Ｍ９Ｘ０",
        "7 K Q 2 M 9 X o"
      })
  void readsWhatSomebodyTypesAsOneReference(String typed) {
    assertThat(Reference.read(typed)).contains("7KQ2M9X0");
  }

  @Test
  void readsTheLettersItLacksAsTheDigitsTheyLookLike() {
    assertThat(Reference.read("iIlL-oO10")).contains("11110010");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7KQ2M9X", "7KQ2M9X00", "7KQ2M9XU", "7KQ2M9X!", "7KQ2_M9X0", "٧KQ2M9X0"})
  void readsNothingElse(String typed) {
    assertThat(Reference.read(typed)).isEmpty();
  }

  @Test
  void spellsFortyBitsSoThatTheyAreReadBack() {
    Random chance = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      String reference = Reference.of(chance.nextLong());

      assertThat(reference).matches("[0-9A-HJKMNP-TV-Z]{8}");
      assertThat(Reference.read(reference.toLowerCase())).contains(reference);
    }
  }

  @Test
  void aTransactionOfAnOlderNodeHasTheReferenceThatFollowsFromItsId() {
    PostedReturn made = StoredFacts.refund("tx_1", "store-b", Decision.REVIEW, 100, null);
    String json = RecordCodec.toJson(made.withReference("7KQ2M9X0"));
    String older = json.replace(",\"reference\":\"7KQ2M9X0\"", "");
    assertThat(older).isNotEqualTo(json);

    PostedReturn read = RecordCodec.fromJson(older, PostedReturn.class);

    assertThat(RecordCodec.fromJson(json, PostedReturn.class).reference()).isEqualTo("7KQ2M9X0");
    assertThat(read.reference()).isEqualTo(Reference.of("tx_1")).isNotEqualTo("7KQ2M9X0");
    assertThat(read).isEqualTo(made);
  }

  @Test
  void aReturnThatLostItsRightKeepsItsReference() {
    PostedReturn held = StoredFacts.refund("tx_1", "store-b", Decision.REVIEW, 100, null);

    assertThat(held.withReference("7KQ2M9X0").withoutRight().reference()).isEqualTo("7KQ2M9X0");
  }

  @Test
  void aSaleOfAnOlderNodeHasTheReferenceThatFollowsFromItsId() {
    PostedSale made = StoredFacts.sale("tx_2", "store-b", 100);
    String older =
        RecordCodec.toJson(made).replace(",\"reference\":\"" + made.reference() + "\"", "");
    assertThat(older).doesNotContain("reference");

    assertThat(RecordCodec.fromJson(older, PostedSale.class)).isEqualTo(made);
  }
}
