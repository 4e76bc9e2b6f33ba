package io.tillwatch.edge.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds what a node answers against {@code /openapi.yaml}. */
public final class ApiContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = OpenApi.document();
  private static final List<Call> CALLS = calls();

  /** Problems that any request may meet, whatever it asks for. */
  private static final Set<Integer> ANYWHERE = Set.of(405, 408, 414, 417, 431, 500);

  private record Call(String method, Pattern path, JsonNode node) {}

  private ApiContract() {}

  /**
   * Fails where an answer is not as described, with all that is wrong.
   *
   * @param path without the query
   * @param type the media type, or null where there is none
   */
  public static void check(String method, String path, int status, String type, String body) {
    String media = type == null ? "" : type.replaceFirst(";.*", "").strip();
    boolean problem = media.equals("application/problem+json");
    JsonNode response = response(method, path, status);
    if (response == null && !problem) {
      return;
    }
    String what = method + " " + path + " answered " + status;
    if (response != null && response.isMissingNode() && !(problem && ANYWHERE.contains(status))) {
      throw new AssertionError(what + ", which openapi.yaml does not name: " + body);
    }
    if (body.isEmpty() || !(problem || media.equals("application/json"))) {
      return;
    }
    JsonNode schema =
        response == null || response.isMissingNode()
            ? DOCUMENT.at("/components/schemas/Problem")
            : response.path("content").path(media).path("schema");
    if (schema.isMissingNode()) {
      throw new AssertionError(what + " with " + media + ", which openapi.yaml does not name");
    }
    fail(what, SchemaCheck.faults(DOCUMENT, schema, json(body)), body);
  }

  /** Fails where the data of a live event is not as described. */
  public static void checkEvent(String name, String data) {
    JsonNode events = OpenApi.events();
    if (!events.has(name)) {
      throw new AssertionError("openapi.yaml does not name the event " + name);
    }
    fail("the event " + name, SchemaCheck.faults(DOCUMENT, events.get(name), json(data)), data);
  }

  private static void fail(String what, List<String> faults, String body) {
    if (!faults.isEmpty()) {
      throw new AssertionError(
          String.format(
              "%s, not as openapi.yaml says:%n  %s%n%s",
              what, String.join(System.lineSeparator() + "  ", faults), body));
    }
  }

  /** What is said of that answer; missing where nothing is, null where no operation is there. */
  private static JsonNode response(String method, String path, int status) {
    for (Call call : CALLS) {
      if (call.method().equals(method) && call.path().matcher(path).matches()) {
        JsonNode response = call.node().path("responses").path(Integer.toString(status));
        return response.has("$ref")
            ? DOCUMENT.at(response.get("$ref").asText().substring(1))
            : response;
      }
    }
    return null;
  }

  /** Paths with the fewest variables first, so that a fixed one wins. */
  private static List<Call> calls() {
    return OpenApi.operations().stream()
        .sorted(Comparator.comparing(each -> each.path().split("\\{").length))
        .map(
            each ->
                new Call(
                    each.method(),
                    Pattern.compile(each.path().replaceAll("\\{\\w+}", "[^/]+")),
                    each.said()))
        .toList();
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }
}
