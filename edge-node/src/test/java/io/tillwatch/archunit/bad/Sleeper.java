package io.tillwatch.archunit.bad;

/** Waits for a time instead of a condition. */
public final class Sleeper {
  private Sleeper() {}

  public static void doze() throws InterruptedException {
    Thread.sleep(1);
  }
}
