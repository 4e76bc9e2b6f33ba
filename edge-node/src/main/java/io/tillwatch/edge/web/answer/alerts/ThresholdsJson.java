package io.tillwatch.edge.web.answer.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tillwatch.core.fraud.RuleSet;
import java.util.Optional;

/** From which score on a return is held, and from which it is refused. */
public record ThresholdsJson(int review, int block) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Those of a rule set; empty where it does not say both. */
  public static Optional<ThresholdsJson> of(RuleSet rules) {
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
