package io.tillwatch.edge.ledger.redis;

import io.tillwatch.core.ledger.Idempotency;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.retail.ReceiptNumber;

/**
 * Every Redis key of the ledger; nothing else builds one. All share the hash tag {@code {tw}}, so
 * that a script may touch them together on a Redis Cluster too.
 */
public final class RedisKeys {
  /** String: id of the store whose Redis this is. */
  static final String STORE = "{tw}:store";

  /** Hash: origin to position, {@code epoch-seq}. */
  public static final String POSITIONS = "{tw}:positions";

  /** Hash: origin to the hash of its last op. */
  public static final String CHAIN = "{tw}:chain";

  /** Hash: {@code member/origin} to how far that member had acknowledged the log. */
  public static final String ACKNOWLEDGED = "{tw}:acknowledged";

  /** Hash: from whom this store is being filled and how far that is; absent where it is not. */
  public static final String SNAPSHOT = "{tw}:snapshot";

  /** Sorted set: idempotency entries by time, so that old ones can be swept. */
  public static final String IDEMPOTENCY_ENTRIES = "{tw}:idempotency";

  /** Hash: origin of a log that contradicts what is known of it, to the last position before. */
  public static final String DIVERGED = "{tw}:diverged";

  /** Stream: ops that had no effect because of what they say; they stand in their logs too. */
  public static final String QUARANTINE = "{tw}:quarantine";

  /**
   * Hash: origin to the number of its ops in quarantine, {@code origin/last} to the last reason.
   */
  public static final String QUARANTINED = "{tw}:quarantined";

  /** Hash: origin that left the group to the last of its later ops that is kept apart. */
  public static final String QUARANTINE_POSITIONS = "{tw}:quarantine:positions";

  /** Hash: origin to the last entry of its salvage stream that stands in this store's own log. */
  public static final String SALVAGED = "{tw}:salvaged";

  /**
   * Sorted set: facts that were far from this node's clock when they came, by when that was in
   * milliseconds. All others came when they happened.
   */
  public static final String ARRIVALS = "{tw}:arrivals";

  /** String: the wall clock when idempotency keys were last swept, milliseconds since 1970. */
  public static final String SWEPT = "{tw}:swept";

  /** String: set once the keys of receipts stand under one spelling each. */
  public static final String SPELLINGS = "{tw}:spellings";

  /** What the key of a receipt's rights begins with. */
  public static final String RIGHT = "{tw}:right:";

  /** String: written for no other reason than to see whether Redis takes writes. */
  public static String probe(String store) {
    return "{tw}:probe:" + store;
  }

  private RedisKeys() {}

  /** Stream: an origin's log. */
  public static String log(String origin) {
    return "{tw}:log:" + origin;
  }

  /** Stream: ops that left an origin's log because the origin lost them and went on without. */
  public static String salvage(String origin) {
    return "{tw}:salvage:" + origin;
  }

  /** String: an op's text, by the id of its fact. */
  public static String fact(String id) {
    return "{tw}:fact:" + id;
  }

  /**
   * Sorted set: fact ids by time in milliseconds. All spellings of a receipt's number have one, see
   * {@link ReceiptNumber#key}.
   */
  public static String index(String name) {
    String one =
        name.startsWith(Indexes.RECEIPT)
            ? Indexes.RECEIPT + ReceiptNumber.key(name.substring(Indexes.RECEIPT.length()))
            : name;
    return "{tw}:index:" + one;
  }

  /**
   * Hash: line index to units that may still be refunded; only in the receipt's home store. All
   * spellings of its number have one.
   */
  public static String right(String receipt) {
    return RIGHT + ReceiptNumber.key(receipt);
  }

  /** String: {@code fingerprint factId} of the first request with this key. */
  public static String idempotency(String actor, String key) {
    return "{tw}:idempotency:" + actor + ":" + key;
  }

  public static String idempotency(Idempotency claim) {
    return idempotency(claim.actor(), claim.key());
  }

  /** Hash: part to encrypted bytes, of all photos with that hash; see {@code Blobs}. */
  public static String photo(String sha256) {
    return "{tw}:photo:" + sha256;
  }

  /** String: bytes of a photo, as the version before kept them. */
  public static String blob(String sha256) {
    return "{tw}:blob:" + sha256;
  }
}
