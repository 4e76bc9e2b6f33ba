package io.tillwatch.core.fraud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to when a store has heard everything that the other stores did. What is absent is evidence
 * only up to that moment.
 *
 * @param everybodyUpTo every other store was heard up to here
 * @param peers for the evidence: up to when each other store was heard; may be empty
 */
public record Freshness(Instant everybodyUpTo, Map<String, Instant> peers) {
  /** There is nobody to hear from, or everything is known at once. */
  public static final Freshness CURRENT = new Freshness(Instant.MAX, Map.of());

  /** Nobody was heard from yet. */
  public static final Freshness NEVER = new Freshness(Instant.MIN, Map.of());

  public Freshness {
    peers = Map.copyOf(peers);
  }

  public static Freshness upTo(Instant moment) {
    return new Freshness(moment, Map.of());
  }

  /** By peer; a node without peers is always current. */
  public static Freshness of(Map<String, Instant> peers) {
    Instant earliest = peers.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    return new Freshness(earliest, peers);
  }

  /** Whether a store may have done something before a moment that is not known here. */
  public boolean isStale(Instant moment, long toleranceMillis) {
    return everybodyUpTo.isBefore(moment.minusMillis(toleranceMillis));
  }

  /** The peers that are behind a moment, for the reviewer. */
  public Evidence[] behind(Instant moment, long toleranceMillis) {
    Instant limit = moment.minusMillis(toleranceMillis);
    List<Evidence> behind =
        new TreeMap<>(peers)
            .entrySet().stream()
                .filter(peer -> peer.getValue().isBefore(limit))
                .map(p -> new Evidence("peerPosition", p.getKey(), "heard up to " + p.getValue()))
                .toList();
    return behind.isEmpty()
        ? new Evidence[] {new Evidence("peerPosition", "all", "heard up to " + everybodyUpTo)}
        : behind.toArray(Evidence[]::new);
  }
}
