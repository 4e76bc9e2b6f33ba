package io.tillwatch.archunit.bad.ledger;

/** Writes a Redis key outside the one class for keys. */
public final class StrayKey {
  public static final String LOG = "{tw}:log:store-a";

  private StrayKey() {}
}
