package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The names that answers hold, in the code and in {@code /openapi.yaml}. */
class OpenApiNamesTest {
  private static final Pattern EMITTED = Pattern.compile("\\.put(?:Null)?\\(\\s*\"(\\w+)\"");

  /** Lines of the audit export, which the document describes in words. */
  private static final Set<String> ONLY_EXPORTED =
      Set.of("op", "of", "previousOpHash", "paidAt", "grantId", "list");

  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream yaml = OpenApiNamesTest.class.getResourceAsStream("/webroot/openapi.yaml")) {
      document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }
  }

  @Test
  void everyNameThatAnAnswerHoldsIsDescribed() throws IOException {
    Set<String> unknown = emitted();
    unknown.removeAll(ONLY_EXPORTED);
    unknown.removeAll(described());

    assertThat(unknown).as("put into an answer, and no property in openapi.yaml").isEmpty();
  }

  @Test
  void everyNameThatIsDescribedIsHeldByAnAnswer() throws IOException {
    Set<String> never = described();
    never.removeAll(emitted());

    assertThat(never)
        .as("a property of an answer in openapi.yaml, and never put into one")
        .isEmpty();
  }

  @Test
  void noAnswerHoldsAnObjectOfWhichNothingIsSaid() {
    Set<String> bare = new TreeSet<>();
    for (JsonNode schema : answers()) {
      bare(schema, "answer", bare, new TreeSet<>());
    }

    assertThat(bare).isEmpty();
  }

  private static Set<String> emitted() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/tillwatch/edge/web"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        Matcher put = EMITTED.matcher(Files.readString(source));
        while (put.find()) {
          names.add(put.group(1));
        }
      }
    }
    return names;
  }

  private static Set<String> described() {
    Set<String> names = new TreeSet<>();
    answers().forEach(schema -> describe(schema, names, new TreeSet<>()));
    return names;
  }

  /** Schemas of all answers that are JSON. */
  private static List<JsonNode> answers() {
    return document.path("paths").findValues("responses").stream()
        .flatMap(responses -> responses.properties().stream())
        .map(response -> resolved(response.getValue()).path("content"))
        .flatMap(content -> content.properties().stream())
        .filter(content -> content.getKey().endsWith("json"))
        .map(content -> content.getValue().path("schema"))
        .toList();
  }

  private static void describe(JsonNode schema, Set<String> names, Set<String> seen) {
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    for (JsonNode part : parts(schema)) {
      if (!part.has("$ref") || seen.add(part.get("$ref").asText())) {
        describe(resolved(part), names, seen);
      }
    }
  }

  private static void bare(JsonNode schema, String name, Set<String> found, Set<String> seen) {
    if (schema.path("type").toString().contains("object")
        && !schema.has("properties")
        && !schema.has("additionalProperties")) {
      found.add(name);
    }
    schema
        .path("properties")
        .properties()
        .forEach(property -> follow(property.getValue(), property.getKey(), found, seen));
    for (JsonNode part : parts(schema)) {
      follow(part, name, found, seen);
    }
  }

  private static void follow(JsonNode part, String name, Set<String> found, Set<String> seen) {
    if (!part.has("$ref") || seen.add(part.get("$ref").asText())) {
      bare(resolved(part), name, found, seen);
    }
  }

  /** Schemas within a schema. */
  private static List<JsonNode> parts(JsonNode schema) {
    Stream.Builder<JsonNode> parts = Stream.builder();
    schema.path("properties").forEach(parts);
    schema.path("allOf").forEach(parts);
    schema.path("oneOf").forEach(parts);
    if (schema.has("items")) {
      parts.add(schema.get("items"));
    }
    if (schema.path("additionalProperties").isObject()) {
      parts.add(schema.get("additionalProperties"));
    }
    if (schema.has("$ref")) {
      parts.add(resolved(schema));
    }
    return parts.build().toList();
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }
}
