package io.tillwatch.core.oplog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an origin's log: a fact and what it touches. The log stores and forwards an op as
 * the text it was signed as ({@link SignedOp}); this is that text read.
 *
 * @param id origin and position
 * @param predecessor position of the origin's op before this one; differs from {@code seq - 1} only
 *     where an epoch opens
 * @param previousHash hash of the text of the op before this one, or empty for an origin's very
 *     first
 * @param kind name of a {@code FactKind}; a name this node does not know is kept and forwarded
 * @param factId globally unique id of the fact
 * @param atMillis when it happened, milliseconds since 1970
 * @param hlc hybrid logical clock of the commit, see {@link HybridClock}
 * @param dependsOn ids of facts that this one speaks of
 * @param indexes names of the indexes it appears in, beside the index of all facts
 * @param rights refund rights it moves
 * @param stampedMicros wall clock of the origin when it prepared the op, microseconds since 1970
 * @param body the fact itself, JSON
 */
public record Op(
    OpId id,
    Position predecessor,
    String previousHash,
    String kind,
    String factId,
    long atMillis,
    long hlc,
    List<String> dependsOn,
    List<String> indexes,
    List<RightChange> rights,
    long stampedMicros,
    String body) {
  public Op {
    dependsOn = List.copyOf(dependsOn);
    indexes = List.copyOf(indexes);
    rights = List.copyOf(rights);
  }

  /** Begins an op of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes an op value by value, each by the name of its component. What is not said is absent,
   * empty, 0 or false; {@link #build()} throws NullPointerException where a value that must be
   * there is missing.
   */
  public static final class Builder {
    private @Nullable OpId id;
    private @Nullable Position predecessor;
    private @Nullable String previousHash;
    private @Nullable String kind;
    private @Nullable String factId;
    private long atMillis;
    private long hlc;
    private List<String> dependsOn = List.of();
    private List<String> indexes = List.of();
    private List<RightChange> rights = List.of();
    private long stampedMicros;
    private @Nullable String body;

    private Builder() {}

    public Builder id(OpId value) {
      id = value;
      return this;
    }

    public Builder predecessor(Position value) {
      predecessor = value;
      return this;
    }

    public Builder previousHash(String value) {
      previousHash = value;
      return this;
    }

    public Builder kind(String value) {
      kind = value;
      return this;
    }

    public Builder factId(String value) {
      factId = value;
      return this;
    }

    public Builder atMillis(long value) {
      atMillis = value;
      return this;
    }

    public Builder hlc(long value) {
      hlc = value;
      return this;
    }

    public Builder dependsOn(List<String> value) {
      dependsOn = value;
      return this;
    }

    public Builder indexes(List<String> value) {
      indexes = value;
      return this;
    }

    public Builder rights(List<RightChange> value) {
      rights = value;
      return this;
    }

    public Builder stampedMicros(long value) {
      stampedMicros = value;
      return this;
    }

    public Builder body(String value) {
      body = value;
      return this;
    }

    /** Makes it. */
    public Op build() {
      return new Op(
          requireNonNull(id, "id"),
          requireNonNull(predecessor, "predecessor"),
          requireNonNull(previousHash, "previousHash"),
          requireNonNull(kind, "kind"),
          requireNonNull(factId, "factId"),
          atMillis,
          hlc,
          dependsOn,
          indexes,
          rights,
          stampedMicros,
          requireNonNull(body, "body"));
    }
  }
}
