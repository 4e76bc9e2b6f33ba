package io.tillwatch.tools.demo.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.tools.demo.traffic.Visit.Kind;
import io.tillwatch.tools.demo.traffic.Visit.Sold;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Decides who comes next and with what: the same seed plans the same kinds of visits. Returns are
 * of sales that were answered before. Safe for use by several threads.
 */
public final class TrafficPlan {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT = 10_000;
  private static final double RETURN_SHARE = 0.3;
  private static final int TILLS = 4;
  private static final String[] SKUS = {
    "SHIRT_001", "SHIRT_002", "JACKET_001", "WATCH_001", "PHONE_001", "LAPTOP_001"
  };
  private static final long[] PRICES = {2_999, 8_999, 29_999, 129_999, 89_999, 249_999};
  private static final int FIRST_SERIALISED = 4;

  private final Random random;
  private final String run;
  private final int stores;
  private final double fraudShare;
  private final List<Sold> sold = new ArrayList<>();
  private final List<Sold> refunded = new ArrayList<>();
  private long visits;

  /**
   * A plan.
   *
   * @param run goes into every name, so that two runs know each other's customers not
   * @param fraudShare part of all visits that are frauds, 0..1
   */
  public TrafficPlan(long seed, String run, int stores, double fraudShare) {
    this.random = new Random(seed);
    this.run = run;
    this.stores = stores;
    this.fraudShare = fraudShare;
  }

  synchronized Visit next() {
    visits++;
    if (random.nextDouble() < fraudShare) {
      return fraud();
    }
    return !sold.isEmpty() && random.nextDouble() < RETURN_SHARE ? honestReturn() : sale();
  }

  /** A sale was answered: it may be returned from now on. */
  synchronized void sold(Sold sale) {
    keep(sold, sale);
  }

  /** A return was paid: whoever comes with that receipt again is a fraud. */
  synchronized void refunded(Sold sale) {
    keep(refunded, sale);
  }

  private Visit sale() {
    int article = random.nextInt(SKUS.length);
    String customer = "SIM-" + run + "-" + visits;
    String serial = article < FIRST_SERIALISED ? null : "S-" + run + "-" + visits;
    Sold sale = new Sold(customer, SKUS[article], PRICES[article], serial, null);
    int store = random.nextInt(stores);
    ObjectNode body = body(store, customer, sale, 1);
    body.set("tender", card(customer));
    return visit(Kind.SALE, store, body, sale);
  }

  private Visit honestReturn() {
    Sold sale = sold.remove(random.nextInt(sold.size()));
    return goodsBack(Kind.HONEST_RETURN, sale, sale.customer(), 1);
  }

  private Visit fraud() {
    int trick = random.nextInt(4);
    if (trick == 0 && !refunded.isEmpty()) {
      Sold sale = refunded.get(random.nextInt(refunded.size()));
      return goodsBack(Kind.DOUBLE_REFUND, sale, sale.customer(), 1);
    }
    if (trick == 1 && !sold.isEmpty()) {
      Sold sale = sold.get(random.nextInt(sold.size()));
      Sold many = new Sold(sale.customer(), sale.sku(), sale.priceMinor(), null, sale.receipt());
      return goodsBack(Kind.OVER_QUANTITY, many, sale.customer(), 3);
    }
    if (trick == 2 && !sold.isEmpty()) {
      // the purchaser never comes: a held fraud keeps the receipt's right until it is settled
      Sold sale = sold.remove(random.nextInt(sold.size()));
      return goodsBack(Kind.OTHER_CUSTOMER, sale, "THIEF-" + run + "-" + visits, 1);
    }
    Sold never = new Sold("THIEF-" + run + "-" + visits, "SHIRT_002", 8_999, null, invented());
    return goodsBack(Kind.INVENTED_RECEIPT, never, never.customer(), 1);
  }

  private String invented() {
    return "ABCDEFGH".charAt(random.nextInt(stores)) + "-INVENTED-" + run + "-" + visits;
  }

  private Visit goodsBack(Kind kind, Sold sale, String customer, int quantity) {
    int store = random.nextInt(stores);
    ObjectNode body = body(store, customer, sale, quantity).put("receiptNumber", sale.receipt());
    body.set("refundTender", card(customer));
    return visit(kind, store, body, sale);
  }

  private ObjectNode body(int store, String customer, Sold sale, int quantity) {
    int till = random.nextInt(TILLS) + 1;
    ObjectNode body =
        JSON.createObjectNode()
            .put("laneId", "S" + store + "-" + till)
            .put("cashierId", "SIM-" + run + "-" + store + "-" + till)
            .put("customerId", customer)
            .put("currency", "USD");
    ObjectNode line =
        body.putArray("lines")
            .addObject()
            .put("sku", sale.sku())
            .put("quantity", quantity)
            .put("unitPriceMinor", sale.priceMinor());
    if (sale.serial() != null) {
      line.put("serial", sale.serial());
    }
    return body;
  }

  private ObjectNode card(String customer) {
    return JSON.createObjectNode().put("type", "CARD").put("token", "tok_" + customer);
  }

  private Visit visit(Kind kind, int store, ObjectNode body, Sold sale) {
    return new Visit(kind, store, "sim-" + run + "-" + visits, body, sale);
  }

  private void keep(List<Sold> kept, Sold sale) {
    if (kept.size() < KEPT) {
      kept.add(sale);
    } else {
      kept.set(random.nextInt(KEPT), sale);
    }
  }
}
