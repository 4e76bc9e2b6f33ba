package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A sale that is being made up. */
final class SaleDraft {
  private final Shop shop;
  private final SplittableRandom random;
  private final int store;
  private final String id;
  private final Instant at;
  private final List<LineItem> lines = new ArrayList<>();
  private Tender tender = new Tender(Tender.Type.CASH, null, null);
  private @Nullable String customer;
  private @Nullable PhotoEvidence photo;
  private boolean giftReceipt;

  /**
   * @param id unique in the world; the receipt's number is made of it
   */
  SaleDraft(Shop shop, SplittableRandom random, int store, String id, Instant at) {
    this.shop = shop;
    this.random = random;
    this.store = store;
    this.id = id;
    this.at = at;
  }

  /** Adds units of an article at the day's price. */
  SaleDraft of(io.tillwatch.core.retail.Catalog.Item item, int units) {
    boolean serialised = item.serialised();
    String serial = serialised ? "SN-" + id + "-" + lines.size() : null;
    long price = shop.price(item, (int) Shop.day(at), random);
    lines.add(new LineItem(item.sku(), serialised ? 1 : units, price, serial, null));
    return this;
  }

  SaleDraft by(@Nullable String account) {
    customer = account;
    return this;
  }

  /** Paid with a card; null: with cash. */
  SaleDraft card(@Nullable String token) {
    tender = new Tender(token == null ? Tender.Type.CASH : Tender.Type.CARD, token, null);
    return this;
  }

  SaleDraft photo() {
    photo = Photos.of(id, random, null);
    return this;
  }

  SaleDraft gift() {
    giftReceipt = true;
    return this;
  }

  Sale made() {
    return Sale.builder()
        .id(id)
        .at(at)
        .storeId(Shop.store(store))
        .receiptNumber("R-" + id)
        .laneId(Shop.lane(store, random))
        .cashierId(Shop.cashier(store, random))
        .customerId(customer)
        .currency(Shop.CURRENCY)
        .lines(lines)
        .tender(tender)
        .photo(photo)
        .giftReceipt(giftReceipt)
        .build();
  }
}
