package io.tillwatch.core.ledger;

import java.util.List;

/**
 * As a question: which of these are here? As the answer: those that are.
 *
 * @param names blobs without bytes; where a part is null, bytes that a version before left there
 */
public record BlobsHeld(List<Blob> names) {
  public BlobsHeld {
    names = List.copyOf(names);
  }
}
