package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.EvidenceGroup.EMPLOYEE;
import static io.tillwatch.core.fraud.EvidenceGroup.IDENTITY;
import static io.tillwatch.core.fraud.EvidenceGroup.LEDGER;
import static io.tillwatch.core.fraud.EvidenceGroup.MODEL;
import static io.tillwatch.core.fraud.EvidenceGroup.NETWORK;
import static io.tillwatch.core.fraud.EvidenceGroup.TENDER;
import static io.tillwatch.core.fraud.EvidenceGroup.TIME;
import static io.tillwatch.core.fraud.EvidenceGroup.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.rules.Hit;
import io.tillwatch.core.fraud.rules.MitigationEffect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that say what the arithmetic means, each with only the hits it names. */
class WorkedExamplesTest {
  private static final Hit FACE = hit(ReasonCode.FACE_MISMATCH, IDENTITY, 65);
  private static final Hit CUSTOMER = hit(ReasonCode.CUSTOMER_MISMATCH, IDENTITY, 45);
  private static final Hit HIGH = hit(ReasonCode.HIGH_VALUE, VALUE, 15);

  private static Hit hit(ReasonCode code, EvidenceGroup group, int points) {
    return new Hit(code, group, points, false, false, null, List.of());
  }

  private static Hit floor(ReasonCode code, EvidenceGroup group, int points) {
    return new Hit(code, group, points, true, false, null, List.of());
  }

  private static Arguments example(String name, int score, MitigationEffect effect, Hit... hits) {
    return Arguments.of(name, score, effect, List.of(hits));
  }

  static Stream<Arguments> examples() {
    MitigationEffect none = new MitigationEffect();
    return Stream.of(
        example("nothing", 0, none),
        example(
            "photo at A, return at B without, other customer",
            85,
            none,
            floor(ReasonCode.PHOTO_MISSING, IDENTITY, 85)),
        example(
            "the purchaser at B without photo, back to the original card",
            70,
            none,
            hit(ReasonCode.PHOTO_MISSING, IDENTITY, 70)),
        example(
            "no photo in the selling store", 70, none, hit(ReasonCode.PHOTO_MISSING, IDENTITY, 70)),
        example(
            "gift receipt, other person",
            20,
            new MitigationEffect().cap(IDENTITY, 20).liftPhotoFloor(),
            FACE,
            CUSTOMER),
        example(
            "gift receipt, no photo, other store",
            20,
            new MitigationEffect().cap(IDENTITY, 20).liftPhotoFloor(),
            floor(ReasonCode.PHOTO_MISSING, IDENTITY, 85)),
        example(
            "family member with the card",
            39,
            new MitigationEffect().scale(IDENTITY, 500),
            FACE,
            CUSTOMER),
        example(
            "same person, other branch, 40 minutes",
            8,
            none,
            hit(ReasonCode.RAPID_RETURN, TIME, 8)),
        example("other face and other account", 78, none, FACE, CUSTOMER),
        example(
            "found receipt, other card, high value",
            92,
            none,
            FACE,
            CUSTOMER,
            hit(ReasonCode.CARD_TO_OTHER_CARD, TENDER, 55),
            HIGH),
        example("double refund", 95, none, floor(ReasonCode.ALREADY_REFUNDED, LEDGER, 95)),
        example(
            "unknown receipt, issuer stale, small amount",
            35,
            none,
            hit(ReasonCode.RECEIPT_UNKNOWN, LEDGER, 35)),
        example(
            "unknown receipt, issuer stale, above the stand-in limit, high value",
            68,
            none,
            hit(ReasonCode.RECEIPT_UNKNOWN, LEDGER, 62),
            HIGH),
        example(
            "model and external score hold nothing alone",
            59,
            none,
            hit(ReasonCode.MODEL, MODEL, 50),
            hit(ReasonCode.EXTERNAL_SCORE, MODEL, 50)),
        example(
            "renewed card that the purchaser used before",
            22,
            new MitigationEffect().scale(ReasonCode.CARD_TO_OTHER_CARD, 400),
            hit(ReasonCode.CARD_TO_OTHER_CARD, TENDER, 55)),
        example("a ring of two", 62, none, hit(ReasonCode.RING, NETWORK, 62)),
        example(
            "a cap comes after the multiplier",
            20,
            new MitigationEffect().scale(IDENTITY, 500).cap(IDENTITY, 20),
            FACE),
        example("model and other face", 82, none, hit(ReasonCode.MODEL, MODEL, 50), FACE),
        example(
            "high value, unusual amount and watch list",
            20,
            none,
            HIGH,
            hit(ReasonCode.UNUSUAL_AMOUNT, VALUE, 15),
            hit(ReasonCode.WATCHLISTED_ITEM, VALUE, 15)),
        example(
            "value at its cap beside structuring",
            48,
            none,
            hit(ReasonCode.HIGH_VALUE, VALUE, 25),
            hit(ReasonCode.UNUSUAL_AMOUNT, VALUE, 15),
            hit(ReasonCode.STRUCTURING, VALUE, 40)),
        example(
            "one group at its cap",
            84,
            none,
            hit(ReasonCode.SELF_REFUND, EMPLOYEE, 75),
            hit(ReasonCode.SWEETHEART, EMPLOYEE, 62)),
        example(
            "a floor adds no strength", 85, none, floor(ReasonCode.LISTED, IDENTITY, 85), FACE));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("examples")
  void givesItsScore(String name, int expected, MitigationEffect effect, List<Hit> hits) {
    Score score = Score.of(hits, effect, ScoreThresholds.STANDARD);

    assertThat(score.value()).as(name).isEqualTo(expected);
  }
}
