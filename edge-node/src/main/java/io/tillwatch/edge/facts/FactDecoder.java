package io.tillwatch.edge.facts;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the record out of an op. */
public final class FactDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(FactDecoder.class);

  private FactDecoder() {}

  /**
   * The fact, or null where this node does not know the kind or cannot read the body: it is kept
   * and forwarded all the same.
   */
  public static @Nullable Record read(Op op) {
    return readable(op, () -> decode(op));
  }

  /**
   * The fact of an op whose text stands within these bytes, which are of no use afterwards.
   *
   * @throws IllegalArgumentException where it is no op
   */
  public static StoredFact read(byte[] utf8, int from, int to) {
    int body = OpCodec.bodyIn(utf8, from, to);
    Op op = OpCodec.decode(utf8, from, body, to);
    Record fact =
        readable(op, () -> decode(op, type -> RecordCodec.fromBytes(utf8, body, to - 1, type)));
    return new StoredFact(op, fact, List.of());
  }

  private static @Nullable Record readable(Op op, Supplier<Record> body) {
    try {
      return body.get();
    } catch (IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("opId", op.id())
          .addKeyValue("error", e.getMessage())
          .log("a fact cannot be read; it is kept and forwarded, and counts for nothing here");
      return null;
    }
  }

  /**
   * The fact, or null where this node does not know the kind.
   *
   * @throws IllegalArgumentException where it knows the kind and cannot read the body
   */
  public static @Nullable Record decode(Op op) {
    return decode(op, type -> RecordCodec.fromJson(op.body(), type));
  }

  private static @Nullable Record decode(Op op, Function<Class<? extends Record>, Record> body) {
    FactKind kind = FactKind.named(op.kind()).orElse(null);
    if (kind == null) {
      return null;
    }
    Record fact = body.apply(kind.body());
    if (fact == null) {
      throw new IllegalArgumentException("not a " + kind.body().getSimpleName() + ": null");
    }
    return fact;
  }
}
