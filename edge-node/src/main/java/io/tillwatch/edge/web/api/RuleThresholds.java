package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.edge.web.answer.alerts.AlertDetailJson.ThresholdsJson;
import java.util.Optional;

/** From which score on a rule set holds and refuses. */
final class RuleThresholds {
  private static final YAMLMapper YAML = new YAMLMapper();

  private RuleThresholds() {}

  /** Empty where the set does not say both. */
  static Optional<ThresholdsJson> of(RuleSet rules) {
    try {
      JsonNode thresholds = YAML.readTree(rules.text()).path("thresholds");
      JsonNode review = thresholds.path("review");
      JsonNode block = thresholds.path("block");
      return review.isInt() && block.isInt()
          ? Optional.of(new ThresholdsJson(review.intValue(), block.intValue()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
