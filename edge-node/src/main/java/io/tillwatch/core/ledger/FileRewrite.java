package io.tillwatch.core.ledger;

import org.jspecify.annotations.Nullable;

/**
 * As a question: Redis is to write its files anew, without what was deleted before. As the answer:
 * how far it is. Writing may take longer than a question waits, so whoever must know asks again
 * with the ticket of the answer.
 *
 * @param ticket which rewrite; null asks for one that begins after everything deleted so far
 * @param done whether it, or a later one, is on disk
 */
public record FileRewrite(@Nullable Long ticket, boolean done) {
  /** Asks for one. */
  public static final FileRewrite WANTED = new FileRewrite(null, false);
}
