package io.tillwatch.core.fraud.drift;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The drift of the model that a store judges or tries with, as it was computed last.
 *
 * @param model its hash; null where there is none
 * @param champion whether it is promoted; otherwise it is the challenger
 * @param at when it was computed; null where it never was
 * @param words what is to be said of it beside its figures, in plain words
 * @param drift null where it was never computed
 */
public record DriftView(
    @Nullable String model,
    boolean champion,
    @Nullable Instant at,
    String words,
    @Nullable ModelDrift drift) {

  /**
   * The question for it.
   *
   * @param patient whether to wait some seconds for a first answer; otherwise what is there is told
   */
  public record Query(boolean patient) {}
}
