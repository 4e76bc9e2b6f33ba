package io.tillwatch.core.fraud.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was said of transactions that are not known here: not yet, or not any more. Of those that
 * never come the oldest are forgotten.
 */
final class EarlyAnnotations {
  private static final int MOST = 50_000;

  private final Map<String, List<Annotation>> byTransaction =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Annotation>> eldest) {
          return size() > MOST;
        }
      };

  void add(String transactionId, Annotation annotation) {
    byTransaction.computeIfAbsent(transactionId, id -> new ArrayList<>(1)).add(annotation);
  }

  /** Takes out what was said of a transaction that came. */
  List<Annotation> take(String transactionId) {
    List<Annotation> marks = byTransaction.remove(transactionId);
    return marks == null ? List.of() : marks;
  }
}
