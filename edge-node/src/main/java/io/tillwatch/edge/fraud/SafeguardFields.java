package io.tillwatch.edge.fraud;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.fraud.GuardSettings;
import io.tillwatch.core.fraud.InvalidRulesException;
import io.tillwatch.core.fraud.Safeguards;
import java.util.List;

/** The sections {@code guard} and {@code approval} of a rule set; both may be left out. */
final class SafeguardFields {
  static final String GUARD = "guard";
  static final String APPROVAL = "approval";

  private static final List<String> GUARD_NAMES =
      List.of(
          "factor",
          "windowMinutes",
          "normalDays",
          "normalPermille",
          "blocksAtLeast",
          "calmMinutes",
          "calmReturns");
  private static final String TWO_REVIEWERS = "twoReviewersFromMinor";

  private SafeguardFields() {}

  static Safeguards read(JsonNode root) {
    JsonNode guard = section(root, GUARD, GUARD_NAMES);
    JsonNode approval = section(root, APPROVAL, List.of(TWO_REVIEWERS));
    GuardSettings standard = GuardSettings.STANDARD;
    return new Safeguards(
        new GuardSettings(
            RulesFile.number(guard, GUARD, "factor", standard.factor()),
            RulesFile.number(guard, GUARD, "windowMinutes", standard.windowMinutes()),
            RulesFile.number(guard, GUARD, "normalDays", standard.normalDays()),
            RulesFile.number(guard, GUARD, "normalPermille", standard.normalPermille()),
            RulesFile.number(guard, GUARD, "blocksAtLeast", standard.blocksAtLeast()),
            RulesFile.number(guard, GUARD, "calmMinutes", standard.calmMinutes()),
            RulesFile.number(guard, GUARD, "calmReturns", standard.calmReturns())),
        RulesFile.number(
            approval, APPROVAL, TWO_REVIEWERS, Safeguards.STANDARD.twoReviewersFromMinor()));
  }

  private static JsonNode section(JsonNode root, String name, List<String> allowed) {
    JsonNode section = root.path(name);
    if (!section.isMissingNode() && !section.isObject()) {
      throw new InvalidRulesException(name + ": expected names with numbers, found " + section);
    }
    RulesFile.names(section, name + ": key", allowed);
    return section;
  }
}
