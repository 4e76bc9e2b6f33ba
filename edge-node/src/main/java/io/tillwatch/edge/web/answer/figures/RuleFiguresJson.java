package io.tillwatch.edge.web.answer.figures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.analytics.RuleFigures;
import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.edge.web.answer.rules.RulesJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every rule with how it stands in the rules in force, and what it did within a stretch of time.
 *
 * @param storeId of what is counted; null: of all stores
 * @param guardAlarm why changed rules are held back, or null
 */
public record RuleFiguresJson(
    Instant from,
    Instant to,
    Instant asOf,
    boolean complete,
    String currency,
    @Nullable String storeId,
    RulesJson.Version inForce,
    @Nullable GuardAlarm guardAlarm,
    List<Item> items) {

  /**
   * One rule.
   *
   * @param mode active, shadow or off
   * @param points of the main case
   */
  public record Item(
      String code,
      EvidenceGroup group,
      String mode,
      int points,
      @JsonUnwrapped RuleFigures figures) {}

  /**
   * The answer.
   *
   * @param figures what was counted, and of which stretch of time
   * @param view the rules in force
   * @param items every rule, with its figures
   */
  public static RuleFiguresJson of(
      RuleFigures.Table figures,
      RulesView view,
      List<Item> items,
      String currency,
      @Nullable String storeId) {
    return new RuleFiguresJson(
        figures.from(),
        figures.to(),
        figures.asOf(),
        figures.complete(),
        currency,
        storeId,
        RulesJson.Version.of(view.current()),
        view.guard(),
        items);
  }
}
