package io.tillwatch.edge.config.keys;

import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import java.util.HashMap;
import java.util.Map;

/**
 * What a retired key still vouches for: ops of each named log up to a position, which were signed
 * before it was retired; no frame, no later op, no op of another log. What stands there is bound by
 * the chain of hashes that goes on from it, under another key.
 *
 * @param upTo by origin
 */
record RetiredKey(Map<String, Position> upTo) {
  /** Behind a key in its file: {@code retired store-a=1763-20 store-b=1763-4}. */
  static final String WORD = "retired";

  private static final int MOST_LOGS = 1_000;

  RetiredKey {
    upTo = Map.copyOf(upTo);
  }

  /** Reads what stands behind the key and the word; throws IllegalArgumentException. */
  static RetiredKey of(String[] words, int from) {
    Map<String, Position> upTo = new HashMap<>();
    for (int i = from; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1 || upTo.size() == MOST_LOGS) {
        // never what was found: it may be a key
        throw new IllegalArgumentException("expected store-id=epoch-seq in place " + (i + 1));
      }
      upTo.put(words[i].substring(0, equals), position(words[i].substring(equals + 1), i));
    }
    return new RetiredKey(upTo);
  }

  private static Position position(String text, int at) {
    try {
      return Position.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected epoch-seq in place " + (at + 1));
    }
  }

  boolean vouchesFor(OpId op) {
    Position last = upTo.get(op.origin().value());
    return last != null && op.position().compareTo(last) <= 0;
  }
}
