package io.tillwatch.core.alerts;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.NumberNormalizer;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lists of transactions and of alerts about them are filtered by alike; what is null excludes
 * nothing.
 *
 * @param sale whether sales are wanted, else returns
 * @param reason code of a reason that counted
 * @param sku an article in it
 * @param serial a serial number in it, however it was typed
 */
public record TransactionFilter(
    @Nullable Boolean sale,
    @Nullable String storeId,
    Parties parties,
    @Nullable String reason,
    @Nullable String sku,
    @Nullable String serial,
    Amounts amounts,
    Period period) {
  /** Everything. */
  public static final TransactionFilter ANY = ofKind(null);

  /** Every sale, or every return; null: both. */
  public static TransactionFilter ofKind(@Nullable Boolean sale) {
    return new TransactionFilter(
        sale, null, Parties.ANY, null, null, null, Amounts.ANY, Period.ANY);
  }

  /**
   * Every transaction with that card.
   *
   * @param card its fingerprint
   */
  public static TransactionFilter ofCard(String card) {
    Parties parties = new Parties(null, null, card);
    return new TransactionFilter(null, null, parties, null, null, null, Amounts.ANY, Period.ANY);
  }

  /** From the least to the most, both included, in minor units. */
  public record Amounts(@Nullable Long least, @Nullable Long most) {
    public static final Amounts ANY = new Amounts(null, null);

    public boolean contains(long minor) {
      return (least == null || minor >= least) && (most == null || minor <= most);
    }
  }

  /** From then on, and before then. */
  public record Period(@Nullable Instant from, @Nullable Instant to) {
    public static final Period ANY = new Period(null, null);

    public boolean contains(Instant at) {
      return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
  }

  /**
   * Whether that transaction is wanted.
   *
   * @param cards by which cards are named
   */
  public boolean matches(Posted posted, CardFingerprints cards) {
    Transaction transaction = posted.transaction();
    return isOf(posted instanceof PostedSale, transaction.storeId())
        && parties.matches(
            Parties.of(transaction, parties.card() == null ? CardFingerprints.UNSAID : cards))
        && amounts.contains(transaction.totalMinor())
        && period.contains(transaction.at())
        && hasArticle(transaction.lines().stream().map(LineItem::sku))
        && hasSerial(transaction.lines().stream().map(LineItem::serial))
        && hasReason(
            code ->
                posted.assessment().reasons().stream().anyMatch(each -> each.code().equals(code)));
  }

  /** Whether that alert is wanted. */
  boolean matches(AlertEntry entry) {
    return isOf(entry.sale(), entry.storeId())
        && parties.matches(entry.parties())
        && amounts.contains(entry.amountMinor())
        && period.contains(entry.at())
        && hasArticle(entry.contents().skus().stream())
        && hasSerial(entry.contents().serials().stream())
        && hasReason(entry.contents().reasons()::contains);
  }

  private boolean isOf(boolean isSale, String store) {
    return (sale == null || sale == isSale) && is(storeId, store);
  }

  private boolean hasArticle(Stream<String> skus) {
    return sku == null || skus.anyMatch(sku::equals);
  }

  private boolean hasSerial(Stream<@Nullable String> serials) {
    String wanted = serial;
    return wanted == null
        || serials.anyMatch(found -> found != null && NumberNormalizer.same(wanted, found));
  }

  private boolean hasReason(Predicate<String> counted) {
    return reason == null || counted.test(reason);
  }

  private static boolean is(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }
}
