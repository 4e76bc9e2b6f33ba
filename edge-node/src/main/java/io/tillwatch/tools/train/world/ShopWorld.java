package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.RetailContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Everything that happens in a small chain, in order of time: honest customers, and people who
 * cheat, some in ways that no rule sees. Equal plans give equal worlds.
 */
public final class ShopWorld {
  private static final long OF_FRAUDSTERS = 0x9E37_79B9L;
  private static final long NEXT_PERSON = 1_000_003L;

  private final WorldPlan plan;
  private final RetailContext context;
  private final List<Happening> happenings;

  private ShopWorld(WorldPlan plan, RetailContext context, List<Happening> happenings) {
    this.plan = plan;
    this.context = context;
    this.happenings = List.copyOf(happenings);
  }

  /** Makes one up. */
  public static ShopWorld of(WorldPlan plan) {
    Shop shop = new Shop(plan);
    List<Happening> all = new ArrayList<>();
    for (int i = 0; i < plan.customers(); i++) {
      new HonestCustomer(shop, person(plan, i), i, all::add).live();
    }
    Sales sales = new Sales(all);
    int number = 0;
    for (Scheme scheme : Scheme.values()) {
      for (int i = 0; i < scheme.people(plan); i++) {
        SplittableRandom random = person(plan, OF_FRAUDSTERS + number++);
        fraudster(shop, random, scheme, i, sales, all::add).live();
      }
    }
    all.sort(Happening.IN_ORDER);
    return new ShopWorld(plan, shop.context(), all);
  }

  /** Each draws alone, so that one more customer changes nobody else's life. */
  private static SplittableRandom person(WorldPlan plan, long number) {
    return new SplittableRandom(plan.seed() * NEXT_PERSON + number);
  }

  private static Fraudster fraudster(
      Shop shop,
      SplittableRandom random,
      Scheme scheme,
      int number,
      Sales sales,
      Consumer<Happening> events) {
    return switch (scheme) {
      case INVENTED_RECEIPT,
          FOUND_CARD_RECEIPT,
          FOUND_CASH_RECEIPT,
          WITHOUT_RECEIPT,
          REFUNDING_CASHIER ->
          new FoundReceiptFraudster(shop, random, scheme, number, sales, events);
      default -> new OwnPurchaseFraudster(shop, random, scheme, number, events);
    };
  }

  public WorldPlan plan() {
    return plan;
  }

  /** What the stores know of themselves. */
  public RetailContext context() {
    return context;
  }

  /** In order of time. */
  public List<Happening> happenings() {
    return happenings;
  }
}
