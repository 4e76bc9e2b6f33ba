package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.replication.protocol.LogHead;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges what stores hold against what they acknowledged. */
final class ConvergenceChecker {
  private final Set<String> acknowledged = new HashSet<>();

  /**
   * What is wrong.
   *
   * @param lost acknowledged facts that some store does not hold
   * @param twice facts that took effect more than once in some store
   * @param unequal stores whose logs or facts differ from the first one's
   */
  record Verdict(int lost, int twice, int unequal) {
    boolean isSound() {
      return lost == 0 && twice == 0 && unequal == 0;
    }
  }

  void acknowledged(String factId) {
    acknowledged.add(factId);
  }

  /** No disk has it any more: nobody can bring it back. */
  void gone(String factId) {
    acknowledged.remove(factId);
  }

  int count() {
    return acknowledged.size();
  }

  Verdict judge(List<SimStore> stores) {
    int lost = 0;
    int twice = 0;
    int unequal = 0;
    Map<String, LogHead> heads = stores.get(0).disk().heads();
    Set<String> facts = stores.get(0).disk().effects().keySet();
    for (SimStore store : stores) {
      Map<String, Integer> effects = store.disk().effects();
      lost += (int) acknowledged.stream().filter(fact -> !effects.containsKey(fact)).count();
      twice += (int) effects.values().stream().filter(times -> times > 1).count();
      boolean equal = store.disk().heads().equals(heads) && effects.keySet().equals(facts);
      unequal += equal ? 0 : 1;
    }
    return new Verdict(lost, twice, unequal);
  }
}
