package io.tillwatch.core.checkout;

import static java.util.Objects.requireNonNull;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.retail.Reference;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A sale with its judgement.
 *
 * @param reference absent in facts of older nodes: then the one that follows from the sale's id
 */
public record PostedSale(
    Sale sale,
    Assessment assessment,
    Status status,
    @Nullable String photoId,
    long scoredMicros,
    String reference)
    implements Posted {
  public PostedSale {
    requireNonNull(sale.laneId(), "laneId");
    reference = reference == null ? Reference.of(sale.id()) : reference;
  }

  /** A sale that was not given a reference of its own. */
  public PostedSale(
      Sale sale,
      Assessment assessment,
      Status status,
      @Nullable String photoId,
      long scoredMicros) {
    this(sale, assessment, status, photoId, scoredMicros, Reference.of(sale.id()));
  }

  @Override
  public PostedSale withReference(String other) {
    return new PostedSale(sale, assessment, status, photoId, scoredMicros, other);
  }

  @Override
  public Transaction transaction() {
    return sale;
  }
}
