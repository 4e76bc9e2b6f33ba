package io.tillwatch.edge.web.answer.rules;

import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.models.BroughtModel;
import io.tillwatch.core.fraud.models.ModelProposal;
import io.tillwatch.core.fraud.models.ModelTerm;
import io.tillwatch.core.fraud.models.ModelsView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models that a store knows.
 *
 * @param champion hash of the promoted model, or null where the rules judge alone
 * @param challenger hash of the one that is scored beside it and changes nothing, or null
 * @param detail how the champion is doing here, in plain words
 * @param featureSet hash of what this node asks models with
 * @param proposal what waits for a second person, or null
 * @param terms what held when, the one that holds first
 * @param items newest first
 */
public record ModelsJson(
    @Nullable String champion,
    @Nullable String challenger,
    String detail,
    String featureSet,
    @Nullable Proposal proposal,
    List<Term> terms,
    List<Item> items) {

  /** A promotion that waits for a second person. */
  public record Proposal(
      String model, Instant at, String by, String storeId, @Nullable String note) {}

  /**
   * From then on that was the champion.
   *
   * @param model null where the rules judge alone
   * @param proposedBy null where it was rolled back to
   */
  public record Term(
      @Nullable String model,
      Instant at,
      @Nullable String proposedBy,
      String by,
      String storeId,
      @Nullable String note) {}

  /**
   * A model.
   *
   * @param complete all of its file is here
   * @param problem why this node cannot use it, or null where none is known
   * @param card as {@code train} wrote it, JSON, or null
   */
  public record Item(
      String model,
      Instant at,
      String by,
      String storeId,
      int bytes,
      boolean complete,
      @Nullable String problem,
      @Nullable String card) {

    private static Item of(ModelsView.Item item) {
      BroughtModel brought = item.brought();
      return new Item(
          brought.model(),
          brought.at(),
          brought.by(),
          brought.storeId(),
          brought.bytes(),
          item.complete(),
          item.problem(),
          item.card());
    }
  }

  public static ModelsJson of(ModelsView view) {
    ModelProposal open = view.proposal();
    return new ModelsJson(
        view.champion(),
        view.challenger(),
        view.words(),
        FeatureSet.hash(),
        open == null
            ? null
            : new Proposal(open.model(), open.at(), open.by(), open.storeId(), open.note()),
        view.terms().stream().map(ModelsJson::of).toList(),
        view.items().stream().map(Item::of).toList());
  }

  private static Term of(ModelTerm term) {
    return new Term(
        term.model(), term.at(), term.proposedBy(), term.by(), term.storeId(), term.note());
  }
}
