package io.tillwatch.core.fraud.labels;

import java.util.List;

/** Asks for the paid returns of people of whom a fraud is known, which nobody looked at yet. */
public record RelatedQuery() {

  /**
   * They, as of a little while ago.
   *
   * @param ids latest first, a bounded number
   * @param known whether the past was looked through yet; otherwise there may be some
   */
  public record Answer(List<String> ids, boolean known) {
    public Answer {
      ids = List.copyOf(ids);
    }
  }
}
