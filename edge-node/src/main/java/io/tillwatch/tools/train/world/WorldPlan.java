package io.tillwatch.tools.train.world;

import java.util.List;

/**
 * Which world is made. Equal plans make equal worlds.
 *
 * @param seed of every draw
 * @param customers honest ones
 * @param days how long it lasts
 * @param change what changes late in it
 */
public record WorldPlan(long seed, int customers, int days, PlantedChange change) {
  /**
   * Nothing of the generator, the rules or the trainer was chosen on these, and nothing was changed
   * after they were run. Worlds 7401, 51209 and 930017 stood here before, and then 62989, 418133
   * and 3305711: they were run once, what they missed was then worked on, so they no longer say how
   * well it does.
   */
  public static final List<Long> HELD_OUT = List.of(9_527_507L, 8_809_561L, 2_972_123L);

  /** On these the trainer is tuned. */
  public static final List<Long> DEVELOPMENT = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);

  private static final int CUSTOMERS = 8_000;
  private static final int TWO_YEARS = 730;

  /** Two years of a small chain. */
  public static WorldPlan twoYears(long seed) {
    return new WorldPlan(seed, CUSTOMERS, TWO_YEARS, PlantedChange.NONE);
  }

  /** The same world, in which something changes. */
  public WorldPlan with(PlantedChange planted) {
    return new WorldPlan(seed, customers, days, planted);
  }

  /** The day on which it changes: in the last tenth, behind all that is trained on. */
  public int changeDay() {
    return days * 9 / 10;
  }

  /** Whether the change has happened. */
  boolean isChanged(PlantedChange one, double day) {
    return change == one && day >= changeDay();
  }
}
