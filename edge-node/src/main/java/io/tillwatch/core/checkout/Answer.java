package io.tillwatch.core.checkout;

/**
 * What a till is told. Exactly one of posted and refusal is set.
 *
 * @param posted the committed transaction
 * @param replayed this is the first answer to the same request once more
 * @param committedMicros time from the request's arrival at checkout to its commit on disk
 */
public record Answer(Posted posted, boolean replayed, long committedMicros, Refusal refusal) {

  public static Answer refused(Refusal refusal) {
    return new Answer(null, false, 0, refusal);
  }
}
