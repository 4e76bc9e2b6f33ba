package io.tillwatch.core.checkout;

/** What a till is told. */
public sealed interface Answer {

  /**
   * The transaction is recorded, whatever was decided about it.
   *
   * @param posted the committed transaction
   * @param replayed this is the first answer to the same request once more
   * @param committedMicros time from the request's arrival at checkout to its commit on disk
   */
  record Recorded(Posted posted, boolean replayed, long committedMicros) implements Answer {

    /** The same, for a request that is repeated. */
    public Recorded again() {
      return new Recorded(posted, true, committedMicros);
    }
  }

  /** The request was not carried out; nothing was changed. */
  record Refused(Refusal refusal) implements Answer {}

  static Answer refused(Refusal refusal) {
    return new Refused(refusal);
  }
}
