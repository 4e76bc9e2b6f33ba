package io.tillwatch.core.fraud.rules;

import org.jspecify.annotations.Nullable;

/**
 * What the models of a store say of a return.
 *
 * @param champion of the promoted model, which the rule {@code MODEL} weighs; null where there is
 *     none
 * @param challenger of the one that waits to be promoted, which changes nothing; null where there
 *     is none
 */
public record ModelOpinions(@Nullable ModelOpinion champion, @Nullable ModelOpinion challenger) {
  /** No model was asked. */
  public static final ModelOpinions NONE = new ModelOpinions(null, null);

  /** The champion's; the challenger's where there is no champion; null where nothing was asked. */
  public @Nullable ModelOpinion first() {
    return champion != null ? champion : challenger;
  }
}
