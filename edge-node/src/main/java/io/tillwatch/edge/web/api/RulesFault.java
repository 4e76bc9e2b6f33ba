package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.web.problem.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a refused rule set the fault is. A refusal names what owns the fault, a colon, and the
 * field: {@code VELOCITY: points must be 0..100, found 900}.
 */
final class RulesFault {
  private static final Pattern OWNER_AND_FIELD =
      Pattern.compile("^([A-Za-z_]+): (?:key |parameter )?([A-Za-z]+)");

  private RulesFault() {}

  /**
   * The problem, at the field where that is known.
   *
   * @param prefix of the pointer: where the rules are in the request's body
   */
  static Problem problem(JsonNode rules, String prefix, String message) {
    return pointer(rules, message)
        .map(pointer -> Problem.at(422, "RULES_INVALID", prefix + pointer, message))
        .orElseGet(() -> Problem.of(422, "RULES_INVALID", message));
  }

  private static Optional<String> pointer(JsonNode rules, String message) {
    Matcher said = OWNER_AND_FIELD.matcher(message);
    if (!said.find()) {
      return Optional.empty();
    }
    String owner = said.group(1);
    return rules.path(owner).isObject()
        ? Optional.of("/" + owner + "/" + said.group(2))
        : named(rules.path("rules"), "code", owner)
            .map(index -> "/rules/" + index + field(rules.path("rules").get(index), said.group(2)))
            .or(
                () ->
                    named(rules.path("mitigations"), "name", owner)
                        .map(
                            index ->
                                "/mitigations/"
                                    + index
                                    + field(rules.path("mitigations").get(index), said.group(2))));
  }

  private static Optional<Integer> named(JsonNode list, String key, String name) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).asText().equals(name)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static String field(JsonNode entry, String field) {
    return entry.path("parameters").has(field) ? "/parameters/" + field : "/" + field;
  }
}
