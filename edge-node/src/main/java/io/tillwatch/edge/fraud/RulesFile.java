package io.tillwatch.edge.fraud;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tillwatch.core.fraud.DidYouMean;
import io.tillwatch.core.fraud.InvalidRulesException;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.rules.Mitigation;
import io.tillwatch.core.fraud.rules.MitigationCatalogue;
import io.tillwatch.core.fraud.rules.RuleCatalogue;
import io.tillwatch.core.fraud.rules.RuleSettings;
import io.tillwatch.core.fraud.scoring.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A rule set as YAML or JSON: {@code thresholds}, {@code rules} and {@code mitigations}. It is
 * taken whole or refused whole, with the name of what is wrong.
 */
public final class RulesFile {
  /**
   * Rules and mitigations that a version before did not know: a file of that time, or a rule set
   * that a store of that version replicates, does not name them. They are then as shipped.
   */
  private static final Set<String> LATER = Set.of("RECEIPT_GUESSING", "OWN_OTHER_CARD");

  private static final int MOST_BYTES = 256 * 1024;
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> THRESHOLDS =
      List.of("review", "block", "secondPercent", "groupCap", "valueCap");

  private static final List<String> SECTIONS =
      List.of(
          "thresholds",
          "rules",
          "mitigations",
          "version",
          SafeguardFields.GUARD,
          SafeguardFields.APPROVAL);

  private RulesFile() {}

  /** Reads a file; a refusal names it, and the line. */
  public static Rules read(Path file) {
    String text;
    try {
      text = text(file);
    } catch (IOException e) {
      throw new InvalidRulesException(file + " is not there or cannot be read");
    }
    try {
      return of(YAML.readTree(text));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String why = e.getOriginalMessage().lines().findFirst().orElse("no YAML");
      throw new InvalidRulesException(file + " line " + line + ": " + why);
    } catch (InvalidRulesException e) {
      int line = YamlLines.of(text).lineOf(e.getMessage());
      throw new InvalidRulesException(file + " line " + line + ": " + e.getMessage());
    }
  }

  /** The text of a file that is not too large to be one of rules. */
  static String text(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new InvalidRulesException(file + ": expected at most " + MOST_BYTES + " bytes");
    }
    return Files.readString(file);
  }

  /** Reads YAML, of which JSON is a part. */
  public static Rules parse(String yaml) {
    try {
      return of(YAML.readTree(yaml));
    } catch (JsonProcessingException e) {
      throw new InvalidRulesException("rules: " + where(e) + e.getOriginalMessage());
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }

  /** Reads a parsed document. */
  public static Rules of(JsonNode root) {
    if (root == null || !root.isObject()) {
      throw new InvalidRulesException(
          "rules: expected thresholds, rules and mitigations, found no object");
    }
    names(root, "rules file: key", SECTIONS);
    return Rules.of(
        thresholds(root.path("thresholds")),
        rules(root.path("rules")),
        mitigations(root.path("mitigations")),
        SafeguardFields.read(root));
  }

  static void names(JsonNode object, String what, List<String> allowed) {
    DidYouMean didYouMean = new DidYouMean(allowed);
    object.fieldNames().forEachRemaining(name -> didYouMean.check(what, name));
  }

  private static ScoreThresholds thresholds(JsonNode node) {
    if (node.isMissingNode()) {
      throw new InvalidRulesException("rules file: thresholds is missing; give review and block");
    }
    names(node, "thresholds: key", THRESHOLDS);
    ScoreThresholds standard = ScoreThresholds.STANDARD;
    return new ScoreThresholds(
        number(node, "thresholds", "review", standard.review()),
        number(node, "thresholds", "block", standard.block()),
        number(node, "thresholds", "secondPercent", standard.secondPercent()),
        number(node, "thresholds", "groupCap", standard.groupCap()),
        number(node, "thresholds", "valueCap", standard.valueCap()));
  }

  static int number(JsonNode node, String owner, String name, int otherwise) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt()) {
      throw new InvalidRulesException(
          owner + ": " + name + " must be a whole number, found " + value);
    }
    return value.intValue();
  }

  private static Map<ReasonCode, RuleSettings> rules(JsonNode list) {
    Map<String, Integer> known = new TreeMap<>();
    RuleCatalogue.RULES.forEach(rule -> known.put(rule.code().name(), rule.points()));
    Map<ReasonCode, RuleSettings> rules = new EnumMap<>(ReasonCode.class);
    entries(list, "rules", "code", known.keySet().stream().toList())
        .forEach(
            (code, node) -> {
              names(
                  node, code + ": key", List.of("code", "enabled", "mode", "points", "parameters"));
              int points = number(node, code, "points", known.getOrDefault(code, 0));
              rules.put(
                  ReasonCode.valueOf(code),
                  new RuleSettings(mode(node, code), points, parameters(node, code)));
            });
    return rules;
  }

  private static Map<String, RuleSettings> mitigations(JsonNode list) {
    List<String> known = MitigationCatalogue.MITIGATIONS.stream().map(Mitigation::name).toList();
    Map<String, RuleSettings> mitigations = new TreeMap<>();
    entries(list, "mitigations", "name", known)
        .forEach(
            (name, node) -> {
              names(node, name + ": key", List.of("name", "enabled", "mode", "parameters"));
              mitigations.put(name, new RuleSettings(mode(node, name), 0, parameters(node, name)));
            });
    return mitigations;
  }

  /** The entries of a list by their name; every known one once, but for those that came later. */
  private static Map<String, JsonNode> entries(
      JsonNode list, String what, String key, List<String> known) {
    if (!list.isArray()) {
      throw new InvalidRulesException("rules file: " + what + " must be a list");
    }
    DidYouMean didYouMean = new DidYouMean(known);
    Map<String, JsonNode> entries = new HashMap<>();
    for (JsonNode node : list) {
      String name = node.path(key).asText("");
      if (name.isEmpty()) {
        throw new InvalidRulesException(what + ": an entry has no " + key);
      }
      didYouMean.check(what + ":", name);
      if (entries.put(name, node) != null) {
        throw new InvalidRulesException(what + ": " + name + " stands twice");
      }
    }
    for (String name : known) {
      if (!entries.containsKey(name) && !LATER.contains(name)) {
        throw new InvalidRulesException(
            what + ": " + name + " is missing; to switch it off say enabled: false");
      }
    }
    return entries;
  }

  private static RuleMode mode(JsonNode node, String owner) {
    JsonNode enabled = node.path("enabled");
    if (!enabled.isMissingNode() && !enabled.isBoolean()) {
      throw new InvalidRulesException(owner + ": enabled must be true or false, found " + enabled);
    }
    String name = node.path("mode").asText("active");
    if (Arrays.stream(RuleMode.values()).noneMatch(mode -> name(mode).equals(name))) {
      throw new InvalidRulesException(
          owner + ": mode must be active, shadow or off, found " + name);
    }
    return enabled.asBoolean(true) ? RuleMode.valueOf(name.toUpperCase(Locale.ROOT)) : RuleMode.OFF;
  }

  private static String name(RuleMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Long> parameters(JsonNode node, String owner) {
    Map<String, Long> parameters = new TreeMap<>();
    JsonNode given = node.path("parameters");
    if (!given.isMissingNode() && !given.isObject()) {
      throw new InvalidRulesException(owner + ": parameters must be names with numbers");
    }
    given
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isIntegralNumber()) {
                throw new InvalidRulesException(
                    owner
                        + ": "
                        + field.getKey()
                        + " must be a whole number, found "
                        + field.getValue());
              }
              parameters.put(field.getKey(), field.getValue().longValue());
            });
    return parameters;
  }
}
