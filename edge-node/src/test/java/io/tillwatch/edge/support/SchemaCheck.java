package io.tillwatch.edge.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Holds a JSON value against a schema of an OpenAPI document, more strictly than JSON Schema does:
 * an object may hold only what the schema names, unless that says {@code additionalProperties}. A
 * keyword that is not known here is an error, so that nothing is left unchecked in silence.
 */
public final class SchemaCheck {
  private static final Set<String> KNOWN =
      Set.of(
          "$ref",
          "additionalProperties",
          "allOf",
          "default",
          "description",
          "enum",
          "example",
          "examples",
          "format",
          "items",
          "maxItems",
          "maxLength",
          "maximum",
          "minItems",
          "minLength",
          "minimum",
          "oneOf",
          "pattern",
          "properties",
          "required",
          "type");

  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /** What is wrong with the value, each with its JSON pointer; empty where nothing is. */
  public static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(document);
    check.whole("", schema, value);
    return check.faults;
  }

  private void whole(String path, JsonNode schema, JsonNode value) {
    parts(path, schema, value);
    if (value.isObject() && !isOpen(schema)) {
      Set<String> named = new TreeSet<>();
      names(schema, named);
      value
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!named.contains(name)) {
                  faults.add(path + "/" + name + " is no property of the schema");
                }
              });
    }
  }

  /** All of a schema but whether an object holds something beside. */
  private void parts(String path, JsonNode schema, JsonNode value) {
    schema
        .fieldNames()
        .forEachRemaining(
            keyword -> {
              if (!KNOWN.contains(keyword)) {
                throw new IllegalStateException("no check of the keyword " + keyword + " is made");
              }
            });
    if (schema.has("$ref")) {
      parts(path, resolve(schema), value);
    }
    if (hasType(path, schema, value)) {
      schema.path("allOf").forEach(part -> parts(path, part, value));
      oneOf(path, schema, value);
      scalar(path, schema, value);
      object(path, schema, value);
      if (value.isArray()) {
        range(path + ": items", schema, "minItems", "maxItems", value.size());
        for (int i = 0; i < value.size(); i++) {
          whole(path + "/" + i, schema.path("items"), value.get(i));
        }
      }
    }
  }

  private void object(String path, JsonNode schema, JsonNode value) {
    if (!value.isObject()) {
      return;
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                faults.add(path + "/" + name.asText() + " is missing");
              }
            });
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String inner = path + "/" + field.getKey();
      if (properties.has(field.getKey())) {
        whole(inner, properties.get(field.getKey()), field.getValue());
      } else if (others.isObject()) {
        whole(inner, others, field.getValue());
      }
    }
  }

  private void oneOf(String path, JsonNode schema, JsonNode value) {
    if (!schema.has("oneOf")) {
      return;
    }
    List<List<String>> all =
        StreamSupport.stream(schema.path("oneOf").spliterator(), false)
            .map(one -> faults(document, one, value))
            .toList();
    long fitting = all.stream().filter(List::isEmpty).count();
    if (fitting == 0) {
      List<String> nearest = all.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
      nearest.forEach(fault -> faults.add(path + fault));
    } else if (fitting > 1) {
      faults.add(path + " fits " + fitting + " schemas of which it may fit one");
    }
  }

  private boolean hasType(String path, JsonNode schema, JsonNode value) {
    JsonNode types = schema.path("type");
    boolean fits =
        types.isMissingNode()
            || (types.isArray()
                ? StreamSupport.stream(types.spliterator(), false).anyMatch(type -> is(type, value))
                : is(types, value));
    if (!fits) {
      faults.add(path + " is " + value.getNodeType() + ", expected " + types);
    }
    return fits;
  }

  private static boolean is(JsonNode type, JsonNode value) {
    return switch (type.asText()) {
      case "null" -> value.isNull();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "string" -> value.isTextual();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> throw new IllegalStateException("no type " + type);
    };
  }

  private void scalar(String path, JsonNode schema, JsonNode value) {
    if (schema.has("enum")
        && StreamSupport.stream(schema.get("enum").spliterator(), false).noneMatch(value::equals)) {
      faults.add(path + " is " + value + ", expected one of " + schema.get("enum"));
    }
    if (value.isNumber()) {
      range(path, schema, "minimum", "maximum", value.asDouble());
    }
    if (value.isTextual()) {
      String text = value.asText();
      range(path + ": length", schema, "minLength", "maxLength", text.length());
      if (schema.has("pattern")
          && !text.matches(".*(?:" + schema.get("pattern").asText() + ").*")) {
        faults.add(path + " is " + value + ", expected " + schema.get("pattern"));
      }
      if (schema.path("format").asText().equals("date-time") && !isTime(text)) {
        faults.add(path + " is " + value + ", expected a time as RFC 3339 has it");
      }
    }
  }

  private void range(String path, JsonNode schema, String least, String most, double found) {
    if (schema.has(least) && found < schema.get(least).asDouble()
        || schema.has(most) && found > schema.get(most).asDouble()) {
      faults.add(
          path + " is " + found + ", expected " + schema.get(least) + ".." + schema.get(most));
    }
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).getOffset().getTotalSeconds() == 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Whether an object may hold more than the schema names. */
  private boolean isOpen(JsonNode schema) {
    JsonNode others = schema.path("additionalProperties");
    return others.isObject()
        || others.asBoolean()
        || schema.has("oneOf")
        || (schema.has("$ref") && isOpen(resolve(schema)))
        || StreamSupport.stream(schema.path("allOf").spliterator(), false).anyMatch(this::isOpen);
  }

  private void names(JsonNode schema, Set<String> into) {
    schema.path("properties").fieldNames().forEachRemaining(into::add);
    schema.path("allOf").forEach(part -> names(part, into));
    if (schema.has("$ref")) {
      names(resolve(schema), into);
    }
  }

  private JsonNode resolve(JsonNode schema) {
    return document.at(schema.get("$ref").asText().substring(1));
  }
}
