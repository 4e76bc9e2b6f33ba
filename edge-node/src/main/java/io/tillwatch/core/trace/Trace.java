package io.tillwatch.core.trace;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's stages.
 *
 * @param storeId whose it is
 * @param atMicros microseconds since 1970, by the clock that tells the stage; what is not known
 *     lacks
 */
public record Trace(String transactionId, String storeId, Map<Stage, Long> atMicros) {
  public Trace {
    atMicros = Map.copyOf(atMicros);
  }

  /** This trace with what the transaction's own store knows of the stages that it tells. */
  public Trace with(Home home) {
    Map<Stage, Long> all = new EnumMap<>(Stage.class);
    all.putAll(atMicros);
    if (home.sentMicros() != null) {
      all.put(Stage.SENT, home.sentMicros());
    }
    home.atMicros()
        .forEach(
            (stage, at) -> {
              if (stage.isAtHome()) {
                all.put(stage, at);
              }
            });
    return new Trace(transactionId, storeId, all);
  }

  /**
   * This trace by the clock of who looks.
   *
   * @param aheadMicros by how much the other store's clock is ahead
   */
  public Trace at(long aheadMicros) {
    Map<Stage, Long> all = new EnumMap<>(Stage.class);
    atMicros.forEach((stage, at) -> all.put(stage, stage.isAtHome() ? at - aheadMicros : at));
    return new Trace(transactionId, storeId, all);
  }

  /**
   * Another store asks the one that made a transaction.
   *
   * @param atMicros of the stages that it tells, but for {@link Stage#SENT}, which older versions
   *     do not know; empty where it remembers none
   * @param sentMicros when it was sent to the store that asks; null where not known
   */
  public record Home(Map<Stage, Long> atMicros, @Nullable Long sentMicros) {
    public Home {
      atMicros = Map.copyOf(atMicros);
    }

    /**
     * Asks for it.
     *
     * @param by the store that asks; null from older versions
     */
    public record Question(String transactionId, @Nullable String by) {}
  }
}
