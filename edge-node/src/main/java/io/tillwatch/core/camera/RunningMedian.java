package io.tillwatch.core.camera;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** The median of the last figures; not for two threads at once. */
public final class RunningMedian {
  private static final int ENOUGH = 15;

  private final Deque<Double> last = new ArrayDeque<>();
  private final int size;

  public RunningMedian(int size) {
    this.size = size;
  }

  public void add(double value) {
    if (last.size() == size) {
      last.removeFirst();
    }
    last.addLast(value);
  }

  /** Empty until enough figures are known to say anything. */
  public OptionalDouble value() {
    if (last.size() < Math.min(ENOUGH, size)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        last.stream().mapToDouble(Double::doubleValue).sorted().toArray()[last.size() / 2]);
  }
}
