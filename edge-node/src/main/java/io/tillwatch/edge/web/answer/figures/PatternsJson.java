package io.tillwatch.edge.web.answer.figures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.analytics.Cashiers.Compared;
import io.tillwatch.core.analytics.Cashiers.Work;
import io.tillwatch.core.analytics.Patterns;
import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.retail.StoreInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time as an analyst looks at it; items, hours and flows are cuts of the same
 * transactions.
 *
 * @param storeId of what is counted; null: of all stores
 * @param cashiers of whole days
 */
public record PatternsJson(
    Instant from,
    Instant to,
    String bucket,
    @Nullable String storeId,
    Instant asOf,
    boolean complete,
    String currency,
    Sums all,
    List<Bucket> items,
    List<Hour> hours,
    List<TrendsJson.FlowBetween> flows,
    List<Patterns.Travel> travels,
    List<Place> places,
    Cashiers cashiers) {

  /** What happened in the chosen stores together. */
  public record Sums(
      FiguresJson figures,
      Map<String, Long> reasons,
      Map<String, Long> shadow,
      Map<String, Trends.Movement> categories) {

    private static Sums of(Trends.Sums sums) {
      return new Sums(
          FiguresJson.of(sums.figures()), sums.reasons(), sums.shadow(), sums.categories());
    }
  }

  /** What happened within one bucket. */
  public record Bucket(Instant start, @JsonUnwrapped Sums sums) {}

  /** What happened in one hour of the stores' days. */
  public record Hour(int hour, @JsonUnwrapped Sums sums) {}

  /** Where a store is, in degrees. */
  public record Place(String storeId, Double lat, Double lon) {
    private static Optional<Place> of(StoreInfo store) {
      return Optional.ofNullable(store.place())
          .map(place -> new Place(store.storeId(), place.lat(), place.lon()));
    }
  }

  /**
   * Cashiers beside each other.
   *
   * @param more whether there are more than these
   */
  public record Cashiers(Instant from, Instant to, boolean more, List<Cashier> items) {
    private static Cashiers of(io.tillwatch.core.analytics.Cashiers.Table table) {
      return new Cashiers(
          table.from(), table.to(), table.more(), table.items().stream().map(Cashier::of).toList());
    }
  }

  /** One cashier beside the others of the store; null where there is no return to tell from. */
  public record Cashier(
      String storeId,
      String cashierId,
      @JsonUnwrapped Work own,
      @Nullable Double flaggedShare,
      @Nullable Double peersFlaggedShare,
      @Nullable Long meanRefundMinor,
      @Nullable Long peersMeanRefundMinor) {
    private static Cashier of(Compared cashier) {
      return new Cashier(
          cashier.storeId(),
          cashier.cashierId(),
          cashier.own(),
          cashier.own().flaggedShare(),
          cashier.peers().flaggedShare(),
          cashier.own().meanRefundMinor(),
          cashier.peers().meanRefundMinor());
    }
  }

  /** The answer to a question. */
  public static PatternsJson of(
      Patterns.Query query, Patterns.Answer answer, String currency, List<StoreInfo> stores) {
    Patterns patterns = answer.patterns();
    return new PatternsJson(
        patterns.from(),
        patterns.to(),
        query.width().name().toLowerCase(Locale.ROOT),
        query.storeId(),
        answer.asOf(),
        answer.complete(),
        currency,
        Sums.of(patterns.all()),
        patterns.buckets().stream()
            .map(each -> new Bucket(each.start(), Sums.of(each.sums())))
            .toList(),
        patterns.hours().stream().map(each -> new Hour(each.hour(), Sums.of(each.sums()))).toList(),
        patterns.flows().stream()
            .map(each -> new TrendsJson.FlowBetween(each.flow(), each.soldAt(), each.returnedAt()))
            .toList(),
        patterns.travels(),
        stores.stream().map(Place::of).flatMap(Optional::stream).toList(),
        Cashiers.of(answer.cashiers()));
  }
}
