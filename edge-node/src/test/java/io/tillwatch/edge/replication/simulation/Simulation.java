package io.tillwatch.edge.replication.simulation;

import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time and chance: what is to happen, in order, the same for the same seed. */
final class Simulation {
  private record Event(long atMicros, long number, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atMicros, other.atMicros);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final Random random;
  private long nowMicros;
  private long scheduled;

  Simulation(long seed) {
    random = new Random(seed);
  }

  long nowMicros() {
    return nowMicros;
  }

  Random random() {
    return random;
  }

  /** A random delay between the two, most often near the lower one. */
  long delay(long minMicros, long maxMicros) {
    double skewed = Math.pow(random.nextDouble(), 3);
    return minMicros + (long) (skewed * (maxMicros - minMicros));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  void after(long micros, Runnable what) {
    queue.add(new Event(nowMicros + micros, scheduled++, what));
  }

  /** Lets time pass. */
  void run(long micros) {
    long until = nowMicros + micros;
    while (!queue.isEmpty() && queue.peek().atMicros() <= until) {
      Event next = queue.poll();
      nowMicros = next.atMicros();
      next.what().run();
    }
    nowMicros = until;
  }
}
