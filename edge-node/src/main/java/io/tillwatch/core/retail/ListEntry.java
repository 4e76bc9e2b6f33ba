package io.tillwatch.core.retail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer or a card put on a block or allow list.
 *
 * @param customerId listed customer, or null where a token is listed
 * @param token listed card token, or null where a customer is listed
 * @param expiresAt end of the entry, or null for none; one that is over when it is made takes away
 *     what was said of the customer or card before
 */
public record ListEntry(
    String id,
    Instant at,
    String storeId,
    Kind list,
    @Nullable String customerId,
    @Nullable String token,
    String reason,
    String by,
    @Nullable Instant expiresAt)
    implements RetailEvent {

  /** Who or what is listed. */
  public sealed interface Subject {}

  /** A customer. */
  public record Customer(String id) implements Subject {}

  /** A card. */
  public record Card(String token) implements Subject {}

  /** Which list. */
  public enum Kind {
    BLOCK,
    ALLOW
  }

  /** The customer or the card. */
  public Subject subject() {
    return customerId != null
        ? new Customer(customerId)
        : new Card(requireNonNull(token, "an entry lists a customer or a card"));
  }

  /** Whether it only takes away what was said before. */
  public boolean endsOthers() {
    return expiresAt != null && !expiresAt.isAfter(at);
  }

  /** Begins a list entry of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes a list entry value by value, each by the name of its component. What is not said is
   * absent, empty, 0 or false; {@link #build()} throws NullPointerException where a value that must
   * be there is missing.
   */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable Instant at;
    private @Nullable String storeId;
    private @Nullable Kind list;
    private @Nullable String customerId;
    private @Nullable String token;
    private String reason = "";
    private @Nullable String by;
    private @Nullable Instant expiresAt;

    private Builder() {}

    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder at(Instant value) {
      at = value;
      return this;
    }

    public Builder storeId(String value) {
      storeId = value;
      return this;
    }

    public Builder list(Kind value) {
      list = value;
      return this;
    }

    public Builder customerId(@Nullable String value) {
      customerId = value;
      return this;
    }

    public Builder token(@Nullable String value) {
      token = value;
      return this;
    }

    /** Sets the customer's id or the card's token. */
    public Builder subject(Subject value) {
      customerId = value instanceof Customer customer ? customer.id() : null;
      token = value instanceof Card card ? card.token() : null;
      return this;
    }

    public Builder reason(String value) {
      reason = value;
      return this;
    }

    public Builder by(String value) {
      by = value;
      return this;
    }

    public Builder expiresAt(@Nullable Instant value) {
      expiresAt = value;
      return this;
    }

    /** Makes it. */
    public ListEntry build() {
      return new ListEntry(
          requireNonNull(id, "id"),
          requireNonNull(at, "at"),
          requireNonNull(storeId, "storeId"),
          requireNonNull(list, "list"),
          customerId,
          token,
          reason,
          requireNonNull(by, "by"),
          expiresAt);
    }
  }
}
