package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.CASH;
import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.line;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.features.Feature;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.retail.Return;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model is asked with, of returns whose past can be told in a few lines. */
class FeatureSetTest {
  private static final long DAY = 86_400;

  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  private static Instant after(long days) {
    return NOON.plusSeconds(days * DAY);
  }

  private float[] numbers(Return refund) {
    return FeatureSet.of(
        new Dossier(
            refund,
            history.seenBy(refund.storeId(), refund.at()),
            Freshness.CURRENT,
            ScoringContext.NONE));
  }

  private double of(Feature feature, Shop.ReturnDraft refund) {
    return numbers(refund.done())[feature.ordinal()];
  }

  @Test
  void tellsAReturnAndItsPurchase() {
    history.learn(
        sale("r1").of(line("SHIRT", 3, 5_000), line("LAMP", 1, 5_000)).done(), Decision.APPROVE);
    history.learn(refund("e0", "r1").at(after(1)).done(), Decision.APPROVE);

    Shop.ReturnDraft back =
        refund("e1", "r1").at(after(3)).in("B").of(line("SHIRT", 2, 5_000)).to(CASH).keyed();

    assertThat(of(Feature.REFUND_AMOUNT, back)).isEqualTo(10_000);
    assertThat(of(Feature.UNITS, back)).isEqualTo(2);
    assertThat(of(Feature.DAYS_SINCE_PURCHASE, back)).isEqualTo(3);
    assertThat(of(Feature.DAYS_PAST_WINDOW, back)).isZero();
    assertThat(of(Feature.SHARE_OF_PURCHASE, back)).isEqualTo(0.5);
    assertThat(of(Feature.UNITS_RETURNED_BEFORE, back)).isEqualTo(1);
    assertThat(of(Feature.KEYED, back)).isEqualTo(1);
    assertThat(of(Feature.ELSEWHERE, back)).isEqualTo(1);
    assertThat(of(Feature.KM_FROM_PURCHASE, back)).isCloseTo(14.4, within(0.1));
    assertThat(of(Feature.OFF_CARD, back)).isEqualTo(1);
    assertThat(of(Feature.SAME_TENDER, back)).isZero();
    assertThat(of(Feature.HOUR, back)).isEqualTo(12);
    assertThat(of(Feature.PHOTO, back)).isEqualTo(1);
  }

  @Test
  void countsWhatThePersonDidInSevenThirtyAndNinetyDays() {
    history.learn(sale("r1").done(), Decision.APPROVE);
    history.learn(sale("r2").at(after(50)).done(), Decision.APPROVE);
    history.learn(refund("e1", "r1").at(after(30)).in("B").done(), Decision.APPROVE);
    history.learn(refund("e2", null).at(after(57)).to(CASH).done(), Decision.APPROVE);
    history.learn(refund("e3", "r2").at(after(58)).done(), Decision.BLOCK);

    Shop.ReturnDraft back = refund("e4", "r2").at(after(61));

    assertThat(of(Feature.RETURNS_7D, back)).isEqualTo(1);
    assertThat(of(Feature.RETURNS_30D, back)).as("31 days ago is not within 30").isEqualTo(1);
    assertThat(of(Feature.RETURNS_90D, back)).isEqualTo(2);
    assertThat(of(Feature.RETURNED_90D, back)).isEqualTo(10_000);
    assertThat(of(Feature.WITHOUT_RECEIPT_90D, back)).isEqualTo(1);
    assertThat(of(Feature.REFUSED_90D, back)).isEqualTo(1);
    assertThat(of(Feature.PURCHASES_90D, back)).isEqualTo(2);
    assertThat(of(Feature.RETURN_RATE_90D, back)).isEqualTo(0.5);
    assertThat(of(Feature.TENURE, back)).isEqualTo(61);
    assertThat(of(Feature.AMOUNT_TO_OWN_MEAN, back)).isEqualTo(1);
  }

  @Test
  void countsATransactionOfAccountAndCardOnce() {
    history.learn(sale("r1").done(), Decision.APPROVE);

    assertThat(of(Feature.PURCHASES_30D, refund("e1", "r1"))).isEqualTo(1);
  }

  @Test
  void isKeptWithAReturnToTheBit() {
    float[] numbers = numbers(refund("e1", "nobody-knows").done());
    float[] odd = {
      0f, -0f, 1f, 2.0416667f, 1e-4f, 16_777_217f, 2.5e9f, Float.NaN, 0.1f, -3f, Float.MIN_VALUE
    };
    System.arraycopy(odd, 0, numbers, 0, odd.length);

    FeatureRow row = FeatureSet.row(numbers);

    assertThat(FeatureSet.numbers(row))
        .hasValueSatisfying(read -> assertThat(bits(read)).isEqualTo(bits(numbers)));
    assertThat(row.set()).isEqualTo(FeatureSet.hash());
    assertThat(row.numbers()).startsWith("0,-0.0,1,2.0416667,1.0E-4,16777216,2.5E9,,0.1,-3,");
    System.out.printf("a row of features takes %d bytes%n", row.numbers().length());
  }

  private static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(numbers[i]);
    }
    return bits;
  }

  @Test
  void readsNoRowOfAnotherSetAndNoBrokenOne() {
    FeatureRow row = FeatureSet.row(new float[FeatureSet.names().size()]);

    assertThat(FeatureSet.numbers(new FeatureRow("another", row.numbers()))).isEmpty();
    assertThat(FeatureSet.numbers(new FeatureRow(row.set(), row.numbers() + ",1"))).isEmpty();
    assertThat(FeatureSet.numbers(new FeatureRow(row.set(), "1,2"))).isEmpty();
    assertThat(FeatureSet.numbers(new FeatureRow(row.set(), row.numbers().replaceFirst("0", "x"))))
        .isEmpty();
    assertThat(FeatureSet.numbers(new FeatureRow(row.set(), null))).isEmpty();
  }

  @Test
  void saysThatItDoesNotKnowWhereItDoesNot() {
    Shop.ReturnDraft back = refund("e1", "nobody-knows").by(null).to(null);

    for (Feature unknown :
        new Feature[] {
          Feature.DAYS_SINCE_PURCHASE,
          Feature.SHARE_OF_PURCHASE,
          Feature.ELSEWHERE,
          Feature.RETURN_RATE_90D,
          Feature.AMOUNT_TO_OWN_MEAN,
          Feature.OFF_CARD
        }) {
      assertThat(of(unknown, back)).as("%s", unknown).isNaN();
    }
  }

  /** Every number is finite or unknown: the library that trains takes no other. */
  @Test
  void isNeverInfinite() {
    history.learn(sale("r1").of(line("SHIRT", 1, 0)).done(), Decision.APPROVE);

    for (float number : numbers(refund("e1", "r1").of(line("SHIRT", 1, 0)).done())) {
      assertThat(Float.isInfinite(number)).isFalse();
    }
    for (float number : numbers(refund("e1", "r1").done())) {
      assertThat(Float.isInfinite(number)).isFalse();
    }
  }

  /** What happens later, and what its store has not heard of, changes no number. */
  @ParameterizedTest
  @EnumSource(Feature.class)
  void knowsNothingOfWhatComesLaterOrWasNotHeardOf(Feature feature) {
    history.learn(sale("r1").done(), Decision.APPROVE);
    Return back = refund("e9", "r1").done();
    float before = numbers(back)[feature.ordinal()];

    history.learn(sale("r3").at(back.at().plusSeconds(30 * DAY)).done(), Decision.APPROVE);
    history.learn(
        refund("e6", "r1").in("B").at(after(2)).done(),
        Decision.APPROVE,
        new Visibility(Map.of("A", back.at().plusSeconds(60))));

    assertThat(Float.compare(numbers(back)[feature.ordinal()], before)).isZero();
  }

  /**
   * A stored model names what it was trained on: who changes the set must know what that breaks.
   */
  @Test
  void isTheSetThatModelsWereTrainedOn() {
    assertThat(FeatureSet.hash()).isEqualTo("b78a0f493b7c");
  }

  @Test
  void standsInTheDocument() throws IOException {
    String document = Files.readString(Path.of("../docs/model.md"));

    for (Feature feature : Feature.values()) {
      String way =
          switch (feature.direction()) {
            case 1 -> "up";
            case -1 -> "down";
            default -> "";
          };
      assertThat(document)
          .contains(
              "| `%s` | %s | %s | %s |"
                  .formatted(feature, feature.meaning(), feature.unit(), way)
                  .replace("|  |", "| |"));
    }
  }
}
