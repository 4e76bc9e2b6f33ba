package io.tillwatch.core.replication;

/**
 * Asks that a store leaves the group.
 *
 * @param store the store that is to leave
 * @param successor the store that is to own the refund rights of its receipts
 * @param by id of the API key, never the key
 */
public record DecommissionOrder(String store, String successor, String by) {

  /** Why not. */
  public enum Refusal {
    /** No such store is known here. */
    UNKNOWN_STORE,
    /** No such store is known here, or it leaves itself. */
    UNKNOWN_HEIR,
    /** A store inherits nothing from itself. */
    HEIR_IS_STORE,
    /** A store cannot send itself away: ask another one. */
    OWN_STORE,
    /** It was asked for before, with another successor. */
    ALREADY_DECOMMISSIONED,
    /** This store has left the group itself. */
    STORE_DECOMMISSIONED,
    /** The database replicates by itself; the node does not decide who belongs to it. */
    DATABASE_MODE
  }

  /** What became of it. */
  public sealed interface Answer {}

  /**
   * The store leaves.
   *
   * @param status how far it is
   */
  public record Accepted(DecommissionStatus status) implements Answer {}

  /** Nothing was done. */
  public record Refused(Refusal refusal) implements Answer {}
}
