package io.tillwatch.core.fraud;

import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.retail.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop floor that events happen on.
 *
 * @param stores by store id
 * @param returnWindows days after a sale within which goods may come back
 * @param knownSince sales before this may be unknown, because the shop's nodes began then; null
 *     where all are known
 * @param currency of the catalogue's prices, of every limit and of every figure, ISO 4217; null
 *     where it is not told yet
 * @param photosKept how long after a purchase its photo is kept; null: for good
 */
public record RetailContext(
    Catalog catalog,
    Map<String, StoreInfo> stores,
    ReturnWindows returnWindows,
    @Nullable Instant knownSince,
    @Nullable String currency,
    @Nullable Duration photosKept) {
  /** The currency of a shop that does not say. */
  public static final String STANDARD_CURRENCY = "USD";

  public RetailContext {
    stores = Map.copyOf(stores);
  }

  /** With photos that are kept for good. */
  public RetailContext(
      Catalog catalog,
      Map<String, StoreInfo> stores,
      ReturnWindows returnWindows,
      @Nullable Instant knownSince,
      @Nullable String currency) {
    this(catalog, stores, returnWindows, knownSince, currency, null);
  }

  /** With one return window for all purchases, a complete history and the standard currency. */
  public RetailContext(Catalog catalog, Map<String, StoreInfo> stores, int returnWindowDays) {
    this(catalog, stores, ReturnWindows.of(returnWindowDays), null, STANDARD_CURRENCY);
  }

  /** The return window of purchases from now on. */
  public int returnWindowDays() {
    return returnWindows.current();
  }

  /** The same shop floor with other return windows. */
  public RetailContext with(ReturnWindows windows) {
    return new RetailContext(catalog, stores, windows, knownSince, currency, photosKept);
  }

  /**
   * Whether goods that may still come back at a moment may have been sold before a history began.
   *
   * @param since where the history begins; null where it is complete
   */
  public boolean mayPredate(@Nullable Instant since, Instant moment) {
    // the window ends with a calendar day of the store, wherever that is
    return since != null
        && moment.isBefore(
            since.plus(Duration.ofDays(returnWindows.daysAt(since.toEpochMilli()) + 1L)));
  }

  /** Amounts of another currency are never compared with the shop's, or added to them. */
  public boolean isOurMoney(Transaction transaction) {
    return currency == null || currency.equals(transaction.currency());
  }

  /** The same shop, whose currency is told now where it was not before. */
  public RetailContext in(String told) {
    return currency != null
        ? this
        : new RetailContext(catalog, stores, returnWindows, knownSince, told, photosKept);
  }

  /** The same shop, which keeps photos of purchases so long. */
  public RetailContext keepingPhotos(Duration kept) {
    return new RetailContext(catalog, stores, returnWindows, knownSince, currency, kept);
  }

  /** Whether the photo of a purchase is not kept any more; times in milliseconds since 1970. */
  public boolean isPhotoOver(long purchase, long now) {
    return photosKept != null && now - purchase >= photosKept.toMillis();
  }

  /** The article, or null where the catalogue does not know it. */
  public Catalog.@Nullable Item item(String sku) {
    return catalog.items().get(sku);
  }

  /** The store, or null where unknown. */
  public @Nullable StoreInfo store(@Nullable String storeId) {
    return storeId == null ? null : stores.get(storeId);
  }

  /** Metres between two stores as the crow flies, or -1 where a place is unknown. */
  public long metresBetween(String one, String other) {
    StoreInfo a = store(one);
    StoreInfo b = store(other);
    Long metres = a == null || b == null ? null : a.metresTo(b);
    return metres == null ? -1 : metres;
  }
}
