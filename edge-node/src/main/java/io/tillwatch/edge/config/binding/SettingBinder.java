package io.tillwatch.edge.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the config records from a tree of written values, and collects what does not fit. */
public final class SettingBinder {
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final Function<String, String> remedies;

  /**
   * @param remedies from a setting's path to what to do about it
   */
  public SettingBinder(Function<String, String> remedies) {
    this.remedies = remedies;
  }

  public List<ConfigProblem> problems() {
    return problems;
  }

  /** The record, or null where a problem was collected. */
  public <R> @Nullable R bind(Class<R> type, JsonNode node, String path) {
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      refuse(path, "must be a group of settings, found " + node);
      return null;
    }
    refuseUnknown(type, node, path);
    int before = problems.size();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      values.add(component(component, node.path(component.getName()), path));
    }
    return problems.size() > before ? null : construct(type, values, path);
  }

  private void refuseUnknown(Class<?> type, JsonNode node, String path) {
    List<String> known =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String meant =
                    SettingTree.nearest(name, known)
                        .map(near -> "did you mean " + join(path, near) + "?")
                        .orElse("known here: " + String.join(", ", known));
                problems.add(new ConfigProblem(join(path, name), "unknown setting", meant));
              }
            });
  }

  private @Nullable Object component(RecordComponent component, JsonNode node, String parent) {
    String path = join(parent, component.getName());
    Class<?> type = component.getType();
    if (type == List.class || type == Map.class) {
      Type[] arguments = ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
      return type == List.class
          ? list((Class<?>) arguments[0], node, path)
          : map((Class<?>) arguments[1], node, path);
    }
    if (SettingTree.isSection(type)) {
      return bind(type, node, path);
    }
    return isAbsent(node) ? absent(component, path) : scalar(type, node, path);
  }

  private @Nullable Object absent(RecordComponent component, String path) {
    Default preset = component.getAnnotation(Default.class);
    if (preset != null) {
      return SettingValue.parse(component.getType(), preset.value());
    }
    if (!component.isAnnotationPresent(OptionalSetting.class)) {
      refuse(path, "is missing");
    }
    return null;
  }

  private @Nullable Object scalar(Class<?> type, JsonNode node, String path) {
    if (!node.isValueNode()) {
      refuse(path, "must be a single value");
      return null;
    }
    try {
      return SettingValue.parse(type, node.asText());
    } catch (IllegalArgumentException e) {
      boolean secret = type == Secret.class || type == RedisUrl.class || isUrlWithUser(node);
      refuse(path, e.getMessage() + (secret ? "" : ", found '" + node.asText() + "'"));
      return null;
    }
  }

  private static boolean isUrlWithUser(JsonNode node) {
    return node.asText().contains("://") && node.asText().contains("@");
  }

  private List<Object> list(Class<?> element, JsonNode node, String path) {
    List<Object> values = new ArrayList<>();
    if (!isAbsent(node) && !node.isArray()) {
      refuse(path, "must be a list");
      return values;
    }
    for (JsonNode each : node) {
      values.add(element(element, each, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private Map<String, Object> map(Class<?> element, JsonNode node, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!isAbsent(node) && !node.isObject()) {
      refuse(path, "must be names with values");
      return values;
    }
    node.fields()
        .forEachRemaining(
            each ->
                values.put(
                    each.getKey(), element(element, each.getValue(), join(path, each.getKey()))));
    return values;
  }

  private @Nullable Object element(Class<?> type, JsonNode node, String path) {
    return SettingTree.isSection(type)
        ? bind(type, node.isObject() ? node : nonObject(node), path)
        : scalar(type, node, path);
  }

  private static JsonNode nonObject(JsonNode node) {
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  private <R> @Nullable R construct(Class<R> type, List<Object> values, String path) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<R> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ConfigException refused) {
        refused.problems().forEach(each -> refuse(join(path, each.setting()), each.problem()));
        return null;
      }
      throw new IllegalStateException("cannot build " + type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + type.getName(), e);
    }
  }

  private void refuse(String path, String problem) {
    problems.add(new ConfigProblem(path, problem, remedies.apply(path)));
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Puts a value at a path, making the groups on the way. */
  public static void put(ObjectNode root, String path, JsonNode value) {
    ObjectNode group = root;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode next = group.get(names[i]);
      group = next instanceof ObjectNode object ? object : group.putObject(names[i]);
    }
    group.set(names[names.length - 1], value);
  }
}
