package io.tillwatch.core.ledger;

/** Names of the ledger's indexes; each lists fact ids in order of time. */
public final class Indexes {
  /** Every fact. */
  public static final String FACTS = "facts";

  /** Sales and returns. */
  public static final String TRANSACTIONS = "tx";

  /** Transactions that were not approved, and findings: what the alert list shows. */
  public static final String ALERTS = "alerts";

  /** Returns that were held when they were made. */
  public static final String HELD = "held";

  /** Paid returns that were chosen by chance to be reviewed. */
  public static final String SAMPLE = "sample";

  /** Refunds paid on the refunding store's word alone. */
  public static final String STAND_IN = "standin";

  /** Entries of the block and allow lists. */
  public static final String LISTS = "lists";

  /** Photos, of every store. */
  public static final String PHOTOS = "photos";

  /** Rule sets, newest last. */
  public static final String RULES = "rules";

  /** Trained models, their parts and cards, and which was promoted when; newest last. */
  public static final String MODELS = "models";

  /** Who looked at or decided what. */
  public static final String AUDIT = "audit";

  /** Ops that came back by another store's log because their origin lost them. */
  public static final String SALVAGED = "salvaged";

  /** Stores that leave the group or have left it. */
  public static final String MEMBERS = "members";

  private static final String ABOUT = "about:";
  private static final String REFERENCE = "reference:";

  /** What the name of a receipt's index begins with; its number follows, however it was typed. */
  public static final String RECEIPT = "receipt:";

  private Indexes() {}

  /** Facts that speak of this one. */
  public static String about(String factId) {
    return ABOUT + factId;
  }

  /** Whether the name is one of {@link #about}. */
  public static boolean isAbout(String name) {
    return name.startsWith(ABOUT);
  }

  /** The sale of a receipt, and every return, void, dispute and grant of it. */
  public static String receipt(String number) {
    return RECEIPT + number;
  }

  /** The transaction of a reference. */
  public static String reference(String reference) {
    return REFERENCE + reference;
  }

  /** Whether the name is one of {@link #reference}. */
  public static boolean isReference(String name) {
    return name.startsWith(REFERENCE);
  }

  /** Whether this is the index of a receipt. */
  public static boolean isReceipt(String index) {
    return index.startsWith("receipt:");
  }

  /** What would stand in that index, but was refused and moved no right. */
  public static String triesOf(String index) {
    return "tries:" + index;
  }

  /** A customer's transactions. */
  public static String customer(String customerId) {
    return "customer:" + customerId;
  }

  /** Grants that were given to a store. */
  public static String grants(String storeId) {
    return "grants:" + storeId;
  }
}
