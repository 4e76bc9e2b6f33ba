package io.tillwatch.core.fraud.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models that a store knows.
 *
 * @param items newest first
 * @param champion hash of the promoted model, or null where the rules judge alone
 * @param challenger hash of the one that is scored beside it and changes nothing, or null
 * @param proposal what waits for a second person, or null
 * @param terms what held when, the one that holds first
 * @param words how the champion is doing here, in plain words
 */
public record ModelsView(
    List<Item> items,
    @Nullable String champion,
    @Nullable String challenger,
    @Nullable ModelProposal proposal,
    List<ModelTerm> terms,
    String words) {
  public ModelsView {
    items = List.copyOf(items);
    terms = List.copyOf(terms);
  }

  /**
   * A model.
   *
   * @param card as it was brought, JSON, or null
   * @param complete all parts of its file are here
   * @param problem why this node cannot use it, or null where it can, or has not tried
   */
  public record Item(
      BroughtModel brought, @Nullable String card, boolean complete, @Nullable String problem) {}

  /** The question for it. */
  public record Query() {}
}
