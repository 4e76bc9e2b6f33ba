package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.ReturnWindows;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A small chain with two stores 14 km apart and one 400 km away, and what is sold in it. */
public final class Shop {
  public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  public static final RetailContext CONTEXT =
      new RetailContext(
          Catalog.of(
              List.of(
                  new Catalog.Item("SHIRT", "Shirt", "APPAREL", 5_000, false, false, false),
                  new Catalog.Item("LAMP", "Lamp", "HOME", 2_000, false, false, false),
                  new Catalog.Item("DRILL", "Drill", "TOOLS", 9_000, true, false, false),
                  new Catalog.Item("HEATER", "Heater", "HOME", 6_000, false, true, false),
                  new Catalog.Item("LAPTOP", "Laptop", "TECH", 50_000, false, false, true))),
          Map.of("A", store("A", 0.0), "B", store("B", 0.13), "Z", store("Z", 3.6)),
          90);

  private Shop() {}

  /** The chain on whose nodes sales before a moment may be unknown. */
  static RetailContext knownSince(Instant moment) {
    return new RetailContext(
        CONTEXT.catalog(), CONTEXT.stores(), ReturnWindows.of(90), moment, "USD");
  }

  /** A history that is bounded by time alone. */
  public static FraudHistory history(RetailContext context) {
    return new FraudHistory(context, Long.MAX_VALUE);
  }

  private static StoreInfo store(String id, double lon) {
    LocalTime opens = LocalTime.of(9, 0);
    return new StoreInfo(id, 0.0, lon, ZoneOffset.UTC, opens, LocalTime.of(21, 0));
  }

  public static LineItem line(String sku, int quantity, long price) {
    return new LineItem(sku, quantity, price, null, LineItem.Condition.NEW);
  }

  static PhotoEvidence photo(String sha, Double similarity) {
    return new PhotoEvidence(sha, null, true, 80, 0.97, similarity);
  }

  static Tender card(String token) {
    return new Tender(Tender.Type.CARD, token, null);
  }

  public static final Tender CASH = new Tender(Tender.Type.CASH, null, null);
  static final Tender CREDIT = new Tender(Tender.Type.STORE_CREDIT, null, null);

  public static SaleDraft sale(String receipt) {
    return new SaleDraft(receipt);
  }

  public static ReturnDraft refund(String id, String receipt) {
    return new ReturnDraft(id, receipt);
  }

  /** A sale of one shirt to Ann, by card, with photo, at noon in store A. */
  public static final class SaleDraft {
    private final String receipt;
    private Instant at = NOON;
    private String customer = "ann";
    private String cashier = "C-1";
    private String employee;
    private List<LineItem> lines = List.of(line("SHIRT", 1, 5_000));
    private Tender tender = card("tok-ann");
    private PhotoEvidence photo;
    private boolean gift;

    SaleDraft(String receipt) {
      this.receipt = receipt;
      this.photo = Shop.photo("sale-" + receipt, null);
    }

    public SaleDraft at(Instant moment) {
      at = moment;
      return this;
    }

    SaleDraft by(String customerId, String token) {
      customer = customerId;
      tender = card(token);
      return this;
    }

    SaleDraft cashier(String id) {
      cashier = id;
      return this;
    }

    SaleDraft employee(String id) {
      employee = id;
      return this;
    }

    public SaleDraft of(LineItem... items) {
      lines = List.of(items);
      return this;
    }

    SaleDraft paid(Tender with) {
      tender = with;
      return this;
    }

    SaleDraft withoutPhoto() {
      photo = null;
      return this;
    }

    SaleDraft photo(PhotoEvidence taken) {
      photo = taken;
      return this;
    }

    SaleDraft gift() {
      gift = true;
      return this;
    }

    public Sale done() {
      return Sale.builder()
          .id("s-" + receipt)
          .at(at)
          .storeId("A")
          .receiptNumber(receipt)
          .laneId("A-1")
          .cashierId(cashier)
          .customerId(customer)
          .currency("USD")
          .lines(lines)
          .tender(tender)
          .photo(photo)
          .giftReceipt(gift)
          .employeeId(employee)
          .build();
    }
  }

  /** Ann brings one shirt back to store A five days later, to her card, face not compared. */
  public static final class ReturnDraft {
    private final String id;
    private final String receipt;
    private Instant at = NOON.plusSeconds(5 * 86_400);
    private String store = "A";
    private String cashier = "C-2";
    private String customer = "ann";
    private List<LineItem> lines = List.of(line("SHIRT", 1, 5_000));
    private Tender tender = card("tok-ann");
    private PhotoEvidence photo;
    private boolean gift;
    private boolean exchange;
    private String supervisor;
    private Boolean card;
    private Boolean present;
    private String retryOf;
    private String lane;
    private Return.Entry entry = Return.Entry.SCANNED;

    ReturnDraft(String id, String receipt) {
      this.id = id;
      this.receipt = receipt;
      this.photo = Shop.photo("return-" + id, null);
    }

    public ReturnDraft at(Instant moment) {
      at = moment;
      return this;
    }

    public ReturnDraft in(String storeId) {
      store = storeId;
      return this;
    }

    ReturnDraft cashier(String staff) {
      cashier = staff;
      return this;
    }

    public ReturnDraft by(String customerId) {
      customer = customerId;
      return this;
    }

    public ReturnDraft of(LineItem... items) {
      lines = List.of(items);
      return this;
    }

    public ReturnDraft to(Tender refund) {
      tender = refund;
      return this;
    }

    public ReturnDraft face(double similarity) {
      photo = Shop.photo("return-" + id, similarity);
      return this;
    }

    ReturnDraft photo(PhotoEvidence picture) {
      photo = picture;
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

    ReturnDraft supervisor(String staff) {
      supervisor = staff;
      return this;
    }

    ReturnDraft originalCard() {
      card = true;
      return this;
    }

    ReturnDraft nobodyPresent() {
      present = false;
      return this;
    }

    ReturnDraft lane(String id) {
      lane = id;
      return this;
    }

    ReturnDraft keyed() {
      entry = Return.Entry.KEYED;
      return this;
    }

    ReturnDraft retryOf(String earlier) {
      retryOf = earlier;
      return this;
    }

    public Return done() {
      return Return.builder()
          .id(id)
          .at(at)
          .storeId(store)
          .receiptNumber(receipt)
          .laneId(lane == null ? store + "-9" : lane)
          .cashierId(cashier)
          .customerId(customer)
          .currency("USD")
          .lines(lines)
          .refundTender(tender)
          .photo(photo)
          .giftReceiptPresented(gift)
          .exchange(exchange)
          .supervisorId(supervisor)
          .entry(entry)
          .originalCardPresent(card)
          .customerPresent(present)
          .retryOf(retryOf)
          .build();
    }
  }

  /** Judges in the store where it happens, by the standard rules, everything known. */
  public static Assessment judge(FraudHistory history, Return refund) {
    return judge(history, refund, Freshness.CURRENT, ScoringContext.NONE);
  }

  public static Assessment judge(
      FraudHistory history, Return refund, Freshness freshness, ScoringContext context) {
    return FraudScorer.assess(
        new Dossier(refund, history.seenBy(refund.storeId(), refund.at()), freshness, context),
        Rules.standard());
  }
}
