package io.tillwatch.edge.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Which stores could talk to each other, and when, as the run itself knows it: it cuts the lines
 * and stops the stores. Times are {@link System#nanoTime}.
 */
final class Reachability {

  /** What two stores could do. */
  enum Line {
    /** Each had the other's word, and both said so. */
    WHOLE,
    /** Bytes may have passed: the line loses some, or was mended and nobody has said so yet. */
    UNSURE,
    /** Nothing passed: the line was cut, or one of the two did not run. */
    CUT
  }

  /** Two stores, in order of their names. */
  record Pair(String one, String other) {
    static Pair of(String a, String b) {
      return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
    }

    boolean has(String store) {
      return one.equals(store) || other.equals(store);
    }
  }

  private final Map<Pair, TreeMap<Long, Line>> history = new HashMap<>();
  private final Set<String> down = new HashSet<>();
  private final Set<String> doubtful = new HashSet<>();
  private final Set<Pair> cut = new HashSet<>();
  private final Set<String> stores;
  private final LongSupplier nanoTime;
  private boolean lossy;
  private int mends;

  /** Stores that all run and reach each other. */
  Reachability(Set<String> stores) {
    this(stores, System::nanoTime);
  }

  /** The same by another clock. */
  Reachability(Set<String> stores, LongSupplier nanoTime) {
    this.stores = Set.copyOf(stores);
    this.nanoTime = nanoTime;
    List<String> all = List.copyOf(stores);
    for (int i = 0; i < all.size(); i++) {
      for (String other : all.subList(i + 1, all.size())) {
        history.put(Pair.of(all.get(i), other), new TreeMap<>(Map.of(Long.MIN_VALUE, Line.WHOLE)));
      }
    }
  }

  /** This store is about to end, or its Redis ended and comes back by itself: it may still talk. */
  synchronized void doubt(String store) {
    doubtful.add(store);
    note();
  }

  /** This store does not run, or hangs. */
  synchronized void down(String store) {
    doubtful.remove(store);
    down.add(store);
    note();
  }

  /** This store runs, or is about to. */
  synchronized void up(String store) {
    doubtful.remove(store);
    down.remove(store);
    note();
  }

  /** No store reaches any other. */
  synchronized void cut() {
    cut.addAll(history.keySet());
    note();
  }

  synchronized void cut(Pair pair) {
    cut.add(pair);
    note();
  }

  synchronized void lose() {
    lossy = true;
    note();
  }

  /** All lines are as they should be; who runs may talk again. */
  synchronized void heal() {
    cut.clear();
    lossy = false;
    note();
  }

  /** Lines that are mended and whose stores have not yet said that they hear each other. */
  synchronized Set<Pair> mending() {
    Set<Pair> mending = new HashSet<>();
    history.forEach(
        (pair, line) -> {
          if (!isDoubtful(pair) && !isCut(pair) && line.lastEntry().getValue() == Line.UNSURE) {
            mending.add(pair);
          }
        });
    return mending;
  }

  /** Both stores of the line say that they hear each other. */
  synchronized void confirmed(Pair pair) {
    if (mending().contains(pair)) {
      history.get(pair).put(nanoTime.getAsLong(), Line.WHOLE);
    }
  }

  /** How often a line could carry something again. */
  synchronized int mends() {
    return mends;
  }

  Set<String> stores() {
    return stores;
  }

  /** What held for all of that time; UNSURE where it changed meanwhile. */
  synchronized Line during(String a, String b, long from, long to) {
    if (a.equals(b)) {
      return Line.WHOLE;
    }
    TreeMap<Long, Line> line = history.get(Pair.of(a, b));
    if (line == null) {
      return Line.CUT;
    }
    Line first = line.floorEntry(from).getValue();
    boolean same =
        line.subMap(from, false, to, true).values().stream().allMatch(now -> now == first);
    return same ? first : Line.UNSURE;
  }

  /** Whether the two could talk for so long without a break, somewhen in that time. */
  synchronized boolean talked(String a, String b, long from, long to, Duration unbroken) {
    if (a.equals(b)) {
      return true;
    }
    TreeMap<Long, Line> line = history.get(Pair.of(a, b));
    if (line == null) {
      return false;
    }
    List<Long> changes = new ArrayList<>(List.of(from));
    changes.addAll(line.subMap(from, false, to, false).keySet());
    changes.add(to);
    for (int i = 1; i < changes.size(); i++) {
      long since = changes.get(i - 1);
      boolean whole = line.floorEntry(since).getValue() == Line.WHOLE;
      if (whole && changes.get(i) - since >= unbroken.toNanos()) {
        return true;
      }
    }
    return false;
  }

  private boolean isDoubtful(Pair pair) {
    return lossy || doubtful.contains(pair.one()) || doubtful.contains(pair.other());
  }

  private boolean isCut(Pair pair) {
    return cut.contains(pair) || down.contains(pair.one()) || down.contains(pair.other());
  }

  private void note() {
    long now = nanoTime.getAsLong();
    history.forEach(
        (pair, line) -> {
          Line before = line.lastEntry().getValue();
          Line after =
              isCut(pair)
                  ? Line.CUT
                  : isDoubtful(pair) || before != Line.WHOLE ? Line.UNSURE : Line.WHOLE;
          if (after != before) {
            line.put(now, after);
            mends += before == Line.CUT ? 1 : 0;
          }
        });
  }
}
