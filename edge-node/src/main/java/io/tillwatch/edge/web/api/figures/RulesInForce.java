package io.tillwatch.edge.web.api.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tillwatch.core.analytics.RuleFigures;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.fraud.rules.Rule;
import io.tillwatch.core.fraud.rules.RuleCatalogue;
import io.tillwatch.edge.web.answer.figures.RuleFiguresJson;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mode and points of every rule, as the rules in force say them. */
final class RulesInForce {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Map<String, JsonNode> byCode = new HashMap<>();

  private RulesInForce() {}

  static RulesInForce of(RulesView view) {
    RulesInForce rules = new RulesInForce();
    try {
      YAML.readTree(view.current().text())
          .path("rules")
          .forEach(rule -> rules.byCode.put(rule.path("code").asText(), rule));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules in force can be read", e);
    }
    return rules;
  }

  /** Every rule that this node knows, in the order of its catalogue, with what it did. */
  List<RuleFiguresJson.Item> with(RuleFigures.Table did) {
    return RuleCatalogue.RULES.stream().map(rule -> item(rule, did)).toList();
  }

  private RuleFiguresJson.Item item(Rule rule, RuleFigures.Table did) {
    String code = rule.code().name();
    // one that the rules in force do not name yet is as shipped
    JsonNode said = byCode.getOrDefault(code, YAML.missingNode());
    boolean enabled = said.path("enabled").asBoolean(true);
    String active = RuleMode.ACTIVE.name().toLowerCase(Locale.ROOT);
    String off = RuleMode.OFF.name().toLowerCase(Locale.ROOT);
    return new RuleFiguresJson.Item(
        code,
        rule.group(),
        enabled ? said.path("mode").asText(active) : off,
        said.path("points").asInt(rule.points()),
        did.of(code));
  }
}
