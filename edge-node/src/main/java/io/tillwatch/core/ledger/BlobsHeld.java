package io.tillwatch.core.ledger;

import java.util.List;

/**
 * As a question: which of these photos' bytes are here? As the answer: those that are.
 *
 * @param sha256 of the bytes
 */
public record BlobsHeld(List<String> sha256) {
  public BlobsHeld {
    sha256 = List.copyOf(sha256);
  }
}
