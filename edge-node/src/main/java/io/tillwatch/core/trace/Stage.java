package io.tillwatch.core.trace;

/** The stages of a transaction, in order; of the first five its own store's clock tells. */
public enum Stage {
  /** Somebody tapped at the kiosk. */
  TAPPED(true),
  /** The request has reached the node. */
  RECEIVED(true),
  /** It is judged, and on its way to the ledger. */
  SCORED(true),
  /** It is in the Redis of its store. */
  COMMITTED(true),
  /** It was sent to this store; of this store's own that is nothing to wait for. */
  SENT(true),
  /** It is in the Redis of this store; of this store's own: as soon as it is committed. */
  APPLIED(false),
  /** This store has its alert. */
  RAISED(false),
  /** The alert is written to the pages that listen. */
  TOLD(false),
  /** The alert is painted on a dashboard. */
  PAINTED(false);

  private final boolean atHome;

  Stage(boolean atHome) {
    this.atHome = atHome;
  }

  /** Whether the clock of the store that made the transaction tells it, else that of who looks. */
  public boolean isAtHome() {
    return atHome;
  }
}
