package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineItem.Condition;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A return that is being made up: a plain one, until something else is said. */
final class ReturnDraft {
  private final SplittableRandom random;
  private final WorldPlan plan;
  private final int store;
  private final String id;
  private final Instant at;
  private final List<LineItem> lines = new ArrayList<>();
  private @Nullable String receipt;
  private @Nullable String customer;
  private @Nullable String cashier;
  private @Nullable Tender tender;
  private @Nullable PhotoEvidence photo;
  private @Nullable String supervisor;
  private Return.Entry entry = Return.Entry.SCANNED;
  private boolean gift;
  private boolean exchange;
  private boolean reprint;
  private @Nullable Boolean card;
  private @Nullable Boolean present;

  ReturnDraft(WorldPlan plan, SplittableRandom random, int store, String id, Instant at) {
    this.plan = plan;
    this.random = random;
    this.store = store;
    this.id = id;
    this.at = at;
    cashier = Shop.cashier(store, random);
    present = random.nextInt(10) < 7 ? Boolean.TRUE : null;
    entry(8);
  }

  /** Units of a purchase come back. */
  ReturnDraft line(LineItem sold, int units, Condition condition, boolean serialRead) {
    String serial = serialRead ? sold.serial() : null;
    lines.add(new LineItem(sold.sku(), units, sold.unitPriceMinor(), serial, condition));
    return this;
  }

  ReturnDraft line(LineItem line) {
    lines.add(line);
    return this;
  }

  /** This line instead of all. */
  ReturnDraft replace(LineItem line) {
    lines.clear();
    return line(line);
  }

  ReturnDraft receipt(Sale sale) {
    receipt = sale.receiptNumber();
    return this;
  }

  ReturnDraft receipt(String number) {
    receipt = number;
    return this;
  }

  /**
   * How often the receipt's number is typed.
   *
   * @param percent of such returns
   */
  ReturnDraft entry(int percent) {
    int typed =
        plan.isChanged(PlantedChange.TYPED_RECEIPTS, Shop.day(at))
            ? Math.max(50, percent)
            : percent;
    entry = random.nextInt(100) < typed ? Return.Entry.KEYED : Return.Entry.SCANNED;
    return this;
  }

  ReturnDraft by(@Nullable String account) {
    customer = account;
    return this;
  }

  ReturnDraft at(String ownCashier) {
    cashier = ownCashier;
    present = null;
    return this;
  }

  ReturnDraft to(Tender.Type type, @Nullable String token) {
    tender = new Tender(type, token, null);
    return this;
  }

  /** The card that paid was read, was not, or nobody says. */
  ReturnDraft card(@Nullable Boolean read) {
    card = read;
    return this;
  }

  /**
   * A photo, where the camera works.
   *
   * @param similarity to the purchase's, or null where there is none to compare with
   */
  ReturnDraft photo(@Nullable Double similarity) {
    boolean dark =
        plan.isChanged(PlantedChange.DARK_CAMERAS, Shop.day(at)) && random.nextInt(3) > 0;
    photo = dark || random.nextInt(100) < 2 ? null : Photos.of(id, random, similarity);
    return this;
  }

  ReturnDraft gift() {
    gift = true;
    return this;
  }

  ReturnDraft exchange() {
    exchange = true;
    return this;
  }

  ReturnDraft reprint() {
    reprint = true;
    return this;
  }

  ReturnDraft supervised() {
    supervisor = "S-" + (char) ('A' + store);
    return this;
  }

  Return made() {
    return Return.builder()
        .id(id)
        .at(at)
        .storeId(Shop.store(store))
        .receiptNumber(receipt)
        .laneId(Shop.lane(store, random))
        .cashierId(cashier)
        .customerId(customer)
        .currency(Shop.CURRENCY)
        .lines(lines)
        .refundTender(tender)
        .photo(photo)
        .giftReceiptPresented(gift)
        .exchange(exchange)
        .supervisorId(supervisor)
        .reprint(reprint)
        .entry(receipt == null ? null : entry)
        .originalCardPresent(card)
        .customerPresent(present)
        .build();
  }
}
