package io.tillwatch.core.fraud;

/**
 * When changed rules are thought to block too much.
 *
 * @param factor blocks at this many times their normal share of returns are too many; 0: no guard
 * @param windowMinutes how far back blocks are counted
 * @param normalDays how far back before the change the normal share is taken from
 * @param normalPermille normal share of returns that are blocked, where less is known or seen
 * @param blocksAtLeast fewer blocks within the window say nothing
 * @param calmMinutes rules are trusted once they held so long and judged {@code calmReturns}
 * @param calmReturns see {@code calmMinutes}
 */
public record GuardSettings(
    int factor,
    int windowMinutes,
    int normalDays,
    int normalPermille,
    int blocksAtLeast,
    int calmMinutes,
    int calmReturns) {
  public static final GuardSettings STANDARD = new GuardSettings(5, 10, 7, 10, 5, 60, 50);

  public GuardSettings {
    within("factor", factor, 0, 1000);
    within("windowMinutes", windowMinutes, 1, 1440);
    within("normalDays", normalDays, 1, 90);
    within("normalPermille", normalPermille, 1, 1000);
    within("blocksAtLeast", blocksAtLeast, 1, 10_000);
    within("calmMinutes", calmMinutes, 1, 100_000);
    within("calmReturns", calmReturns, 1, 1_000_000);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidRulesException(
          "guard: " + name + " must be " + least + ".." + most + ", found " + value);
    }
  }
}
