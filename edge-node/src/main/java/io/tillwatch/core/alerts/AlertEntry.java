package io.tillwatch.core.alerts;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What an alert is found and ordered by, and no more: as many are kept as alerts were ever raised.
 *
 * @param factId of the transaction or the finding that raised it
 * @param sale whether a sale raised it; else a return, or a finding about returns
 * @param at when
 * @param amountMinor what was asked for, or paid too much
 * @param parties nobody of a finding
 */
public record AlertEntry(
    String factId,
    boolean sale,
    Instant at,
    String storeId,
    int score,
    long amountMinor,
    Contents contents,
    Parties parties) {

  /**
   * What filters look for.
   *
   * @param reasons codes of what counted
   * @param skus articles in it; none of a finding
   * @param serials of its lines, as they were typed
   */
  record Contents(List<String> reasons, List<String> skus, List<String> serials) {}

  /** The texts that recur are shared. */
  static AlertEntry of(Posted posted, CardFingerprints cards) {
    Transaction transaction = posted.transaction();
    return new AlertEntry(
        transaction.id(),
        posted instanceof PostedSale,
        transaction.at(),
        transaction.storeId().intern(),
        posted.assessment().score(),
        transaction.totalMinor(),
        new Contents(
            posted.assessment().reasons().stream().map(reason -> reason.code().intern()).toList(),
            transaction.lines().stream().map(line -> line.sku().intern()).distinct().toList(),
            transaction.lines().stream().map(LineItem::serial).filter(Objects::nonNull).toList()),
        Parties.of(transaction, cards));
  }

  static AlertEntry of(DoubleRefundFinding finding) {
    return new AlertEntry(
        finding.id(),
        false,
        finding.at(),
        finding.storeId().intern(),
        finding.kind().score(),
        finding.overMinor(),
        new Contents(List.of(finding.kind().name()), List.of(), List.of()),
        Parties.ANY);
  }
}
