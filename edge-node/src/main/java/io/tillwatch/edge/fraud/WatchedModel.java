package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.models.BroughtCard;
import org.jspecify.annotations.Nullable;

/**
 * A model whose drift is watched.
 *
 * @param champion whether it is promoted; otherwise it is the challenger
 * @param card what it learned from, or null
 */
record WatchedModel(ReturnModel model, boolean champion, @Nullable BroughtCard card) {
  /** Of another key drift is computed anew. */
  String key() {
    return model.hash() + " " + (card == null ? "" : card.id());
  }
}
