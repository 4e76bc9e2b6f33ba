package io.tillwatch.core.fraud.history;

/** Facts by one kind of key. Most keys hold one fact, so that one is kept without a line. */
final class FactIndex {
  private final CompactMap<Object> byKey = new CompactMap<>();

  void add(String key, Fact fact) {
    if (key == null) {
      return;
    }
    Object held = byKey.putIfAbsent(key, fact);
    if (held instanceof FactLine line) {
      line.add(fact);
    } else if (held instanceof Fact other && !other.equals(fact)) {
      FactLine line = new FactLine(4);
      line.add(other);
      line.add(fact);
      byKey.put(key, line);
    }
  }

  FactLine get(String key) {
    Object held = key == null ? null : byKey.get(key);
    if (held == null) {
      return FactLine.EMPTY;
    }
    return held instanceof FactLine line ? line : FactLine.of((Fact) held);
  }

  void remove(String key, Fact fact) {
    if (key == null) {
      return;
    }
    Object held = byKey.get(key);
    if (held instanceof FactLine line) {
      line.remove(fact);
      if (line.size() == 0) {
        byKey.remove(key);
      }
    } else if (fact.equals(held)) {
      byKey.remove(key);
    }
  }

  int size() {
    return byKey.size();
  }
}
