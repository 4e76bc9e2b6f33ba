package io.tillwatch.edge.proof;

/**
 * Money that left a till.
 *
 * @param returned what the store lists of it
 * @param told what its till was told; null where the answer got lost
 */
record Payment(ApiTransaction returned, TillAnswer told) {

  String store() {
    return returned.store();
  }

  String receipt() {
    return returned.receipt();
  }

  int units(String article) {
    return returned.units().getOrDefault(article, 0);
  }

  long minor(String article) {
    return returned.minor().getOrDefault(article, 0L);
  }

  /** It was held at first: whoever paid it had the time to ask. */
  boolean isLate() {
    return told != null && !told.answer().isCompleted();
  }

  /** When somebody asked for it to be paid is known. */
  boolean isTimed() {
    return told != null && told.isPaid();
  }

  /** When somebody asked for it to be paid. */
  long askedAt() {
    return isLate() ? told.approvedFrom() : told.from();
  }

  /** When it was certainly paid. */
  long paidAt() {
    return isLate() ? told.approvedTo() : told.to();
  }

  @Override
  public String toString() {
    return "%s at %s%s".formatted(returned.id(), store(), isLate() ? ", held before" : "");
  }
}
