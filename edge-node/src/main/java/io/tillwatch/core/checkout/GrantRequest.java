package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineQuantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store asks a receipt's home store, or the heir of one that left, for the right to refund.
 *
 * @param returnId the return it is for; asking again with the same id gives the same answer
 * @param to the asking store
 * @param home the store that sold; null in a question of an older node, which asks that store
 */
public record GrantRequest(
    String returnId, String to, String receipt, List<LineQuantity> lines, @Nullable String home) {

  /** Most lines one request may name. */
  public static final int MAX_LINES = 500;

  public GrantRequest {
    lines = List.copyOf(lines);
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException("a grant names at most " + MAX_LINES + " lines");
    }
  }

  /** The home store's word. */
  public sealed interface Answer {}

  /** The right is there, under the grant's id. */
  public record Granted(String grantId) implements Answer {}

  /** The right is gone. */
  public record Exhausted() implements Answer {}
}
