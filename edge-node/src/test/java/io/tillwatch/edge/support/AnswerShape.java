package io.tillwatch.edge.support;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares records of answers with schemas of an OpenAPI document, in both directions: each
 * component is a property and each property a component, {@code required} just where the component
 * is always written, nullable just where null may be written, of the same type, with the same
 * words.
 */
public final class AnswerShape {
  private static final Map<Class<?>, String> SCALARS =
      Map.of(
          String.class, "string",
          Instant.class, "string",
          long.class, "integer",
          Long.class, "integer",
          int.class, "integer",
          Integer.class, "integer",
          boolean.class, "boolean",
          Boolean.class, "boolean",
          double.class, "number",
          Double.class, "number");

  /**
   * A field that an answer holds.
   *
   * @param always it is written in any case
   * @param nullable null may be written
   */
  private record Field(Type type, boolean always, boolean nullable) {}

  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();

  public AnswerShape(JsonNode document) {
    this.document = document;
  }

  /** What differs, each with the path to it. */
  public List<String> faults() {
    return faults;
  }

  /** Every record that was compared, or is a part of one. */
  public Set<Class<?>> seen() {
    return seen;
  }

  /** Compares one of several forms of an answer, or the only one. */
  public void compare(String where, JsonNode given, List<Type> forms) {
    JsonNode schema = withoutNull(given);
    Type type = forms.get(0);
    Class<?> raw = raw(type);
    if (raw.isRecord()) {
      object(where, schema, forms);
    } else if (raw.isSealed()) {
      alternatives(where, schema, raw);
    } else if (List.class.isAssignableFrom(raw)) {
      compare(where + "[]", resolved(schema).path("items"), List.of(argument(type, 0)));
    } else if (Map.class.isAssignableFrom(raw)) {
      compare(
          where + "{}", resolved(schema).path("additionalProperties"), List.of(argument(type, 1)));
    } else {
      scalar(where, resolved(schema), raw);
    }
  }

  private void object(String where, JsonNode schema, List<Type> forms) {
    Map<String, Field> fields = fields(forms);
    Map<String, JsonNode> properties = new TreeMap<>();
    Set<String> required = new TreeSet<>();
    describe(schema, properties, required);
    fields.forEach(
        (name, field) -> {
          String path = where + "/" + name;
          if (!properties.containsKey(name)) {
            faults.add(path + " is answered and no property");
            return;
          }
          if (field.always() != required.contains(name)) {
            faults.add(path + (field.always() ? " is not required" : " is required and may lack"));
          }
          if (field.nullable() != isNullable(properties.get(name))) {
            faults.add(path + (field.nullable() ? " may be null" : " is never null"));
          }
          compare(path, properties.get(name), List.of(field.type()));
        });
    properties.keySet().stream()
        .filter(name -> !fields.containsKey(name))
        .forEach(name -> faults.add(where + "/" + name + " is a property and never answered"));
  }

  /** Each of a sealed type's records is one of the schemas, and each schema one of the records. */
  private void alternatives(String where, JsonNode given, Class<?> sealed) {
    JsonNode schemas = resolved(given).path("oneOf");
    Class<?>[] records = sealed.getPermittedSubclasses();
    seen.add(sealed);
    if (schemas.size() != records.length) {
      faults.add(where + " has " + schemas.size() + " forms, answered are " + records.length);
    }
    for (Class<?> record : records) {
      boolean described = false;
      for (JsonNode schema : schemas) {
        AnswerShape one = new AnswerShape(document);
        one.compare(where, schema, List.of(record));
        described |= one.faults.isEmpty();
        seen.addAll(one.seen);
      }
      if (!described) {
        faults.add(where + " may be a " + record.getSimpleName() + ", which no schema describes");
      }
    }
  }

  private void scalar(String where, JsonNode schema, Class<?> type) {
    String expected = type.isEnum() ? "string" : SCALARS.get(type);
    if (expected == null) {
      throw new IllegalStateException(where + ": no answer holds a " + type);
    }
    boolean typed =
        schema.path("type").isArray()
            ? values(schema.path("type")).contains(expected)
            : schema.path("type").asText().equals(expected);
    if (!typed) {
      faults.add(where + " is " + schema.path("type") + ", answered is " + expected);
    }
    if (type == Instant.class && !schema.path("format").asText().equals("date-time")) {
      faults.add(where + " is a time, and no date-time");
    }
    if (type.isEnum() && schema.has("enum")) {
      Set<String> words = new TreeSet<>();
      Stream.of(type.getEnumConstants()).forEach(each -> words.add(((Enum<?>) each).name()));
      Set<String> described = values(schema.path("enum"));
      described.remove("null");
      if (!words.containsAll(described)) {
        faults.add(where + " is one of " + described + ", answered is one of " + words);
      }
    }
  }

  private void describe(JsonNode given, Map<String, JsonNode> properties, Set<String> required) {
    JsonNode schema = resolved(given);
    schema
        .path("properties")
        .properties()
        .forEach(each -> properties.put(each.getKey(), each.getValue()));
    required.addAll(values(schema.path("required")));
    schema.path("allOf").forEach(part -> describe(part, properties, required));
  }

  /** Of several forms a field is always there where it is in all. */
  private Map<String, Field> fields(List<Type> forms) {
    Map<String, Field> all = new TreeMap<>();
    List<Map<String, Field>> each = forms.stream().map(this::fields).toList();
    each.forEach(
        form ->
            form.forEach(
                (name, field) -> {
                  boolean always =
                      each.stream()
                          .allMatch(other -> other.containsKey(name) && other.get(name).always());
                  boolean nullable =
                      each.stream()
                          .anyMatch(other -> other.containsKey(name) && other.get(name).nullable());
                  all.put(name, new Field(field.type(), always, nullable));
                }));
    return all;
  }

  private Map<String, Field> fields(Type form) {
    Map<String, Field> fields = new TreeMap<>();
    Class<?> record = raw(form);
    seen.add(record);
    for (RecordComponent component : record.getRecordComponents()) {
      Method accessor = component.getAccessor();
      boolean always = !accessor.isAnnotationPresent(OmittedIfNull.class);
      Type type = actual(form, component.getGenericType());
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
        fields(type)
            .forEach(
                (name, field) ->
                    fields.put(
                        name, new Field(field.type(), always && field.always(), field.nullable())));
      } else {
        JsonProperty named = accessor.getAnnotation(JsonProperty.class);
        fields.put(
            named == null ? component.getName() : named.value(),
            new Field(type, always, nullable && always));
      }
    }
    return fields;
  }

  /** A component's type where the record has a type variable; {@code List<T>} at the deepest. */
  private static Type actual(Type form, Type component) {
    if (component instanceof ParameterizedType of
        && of.getActualTypeArguments()[0] instanceof TypeVariable<?>) {
      return new ListOf(argument(form, 0));
    }
    return component;
  }

  /** A list of that. */
  private record ListOf(Type item) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {item};
    }

    @Override
    public Type getRawType() {
      return List.class;
    }

    @Override
    public Type getOwnerType() {
      return null;
    }
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private boolean isNullable(JsonNode schema) {
    return withoutNull(schema) != schema || values(resolved(schema).path("type")).contains("null");
  }

  /** What remains of one schema or null. */
  private static JsonNode withoutNull(JsonNode schema) {
    JsonNode either = schema.path("oneOf");
    boolean nullable = either.size() == 2 && either.get(1).path("type").asText().equals("null");
    return nullable ? either.get(0) : schema;
  }

  private static Set<String> values(JsonNode array) {
    Set<String> values = new TreeSet<>();
    array.forEach(each -> values.add(each.asText()));
    return values;
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
  }
}
