package io.tillwatch.edge.web.answer.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.edge.codec.OmittedIfNull;
import io.tillwatch.edge.web.answer.transactions.AssessmentJson;
import io.tillwatch.edge.web.answer.transactions.TransactionJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert with its evidence.
 *
 * @param sale what was to be returned, or null where it is unknown
 * @param metresApart from the store that sold to that of the return, as the crow flies; null where
 *     either's place is unknown
 * @param shadowReasons hits of rules on trial
 * @param arithmetic null where the transaction is not known here
 */
public record AlertDetailJson(
    @JsonUnwrapped AlertJson alert,
    @Nullable TransactionJson sale,
    @Nullable Long metresApart,
    Photos photos,
    List<Reason> shadowReasons,
    @Nullable ArithmeticJson arithmetic,
    List<AlertView.Step> timeline,
    List<Verdict> resolutions) {

  /**
   * Ids of photos, and what came of comparing the faces on them.
   *
   * @param sale null where there is none; so is {@code refund}
   * @param similarity 0..1, or null where the faces were not compared
   * @param notCompared why they were not, or null
   */
  public record Photos(
      @Nullable String sale,
      @JsonProperty("return") @Nullable String refund,
      @Nullable Double similarity,
      @Nullable String notCompared) {

    private static Photos of(@Nullable TransactionView sale, @Nullable Posted posted) {
      PhotoEvidence seen = posted == null ? null : posted.transaction().photo();
      return new Photos(
          sale == null ? null : sale.posted().photoId(),
          posted == null ? null : posted.photoId(),
          seen == null ? null : seen.similarityToSale(),
          seen == null ? null : seen.notCompared());
    }
  }

  /**
   * How the score came about.
   *
   * @param thresholds of the rules that made it; left out where these are remembered no more
   */
  public record ArithmeticJson(
      @JsonUnwrapped AssessmentJson.Arithmetic parts,
      @OmittedIfNull @Nullable ThresholdsJson thresholds) {}

  /** What a reviewer found. */
  public record Verdict(
      Resolution.Outcome outcome,
      @Nullable String note,
      @Nullable String by,
      Instant at,
      String storeId) {

    private static Verdict of(Resolution found) {
      return new Verdict(found.outcome(), found.note(), found.by(), found.at(), found.storeId());
    }
  }

  /**
   * An alert that somebody looks at.
   *
   * @param sale what was to be returned, or null where it is unknown
   * @param metresApart from where it was sold to where it came back, or null where unknown
   * @param thresholds of the rules that judged it, or null where unknown
   */
  public static AlertDetailJson of(
      AlertView alert,
      @Nullable TransactionView sale,
      @Nullable Long metresApart,
      @Nullable ThresholdsJson thresholds,
      CardFingerprints cards) {
    Posted posted = alert.transaction() == null ? null : alert.transaction().posted();
    return new AlertDetailJson(
        AlertJson.of(alert, cards),
        sale == null ? null : TransactionJson.of(sale, cards),
        metresApart,
        Photos.of(sale, posted),
        posted == null ? List.of() : posted.assessment().shadow(),
        posted == null
            ? null
            : new ArithmeticJson(AssessmentJson.Arithmetic.of(posted.assessment()), thresholds),
        alert.timeline(),
        alert.resolutions().stream().map(Verdict::of).toList());
  }
}
