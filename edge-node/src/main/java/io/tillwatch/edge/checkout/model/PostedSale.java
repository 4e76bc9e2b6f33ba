package io.tillwatch.edge.checkout.model;

import io.tillwatch.edge.fraud.model.Assessment;

/** A sale with its judgement. */
public record PostedSale(
    Sale sale, Assessment assessment, Status status, String photoId, long scoredMicros)
    implements Posted {

  @Override
  public Transaction transaction() {
    return sale;
  }
}
