package io.tillwatch.edge.config.binding;

import io.tillwatch.core.retail.EditDistance;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that exist, read from the records themselves: paths, and the environment variables
 * named after them.
 */
public final class SettingTree {
  public static final String ENV_PREFIX = "TILLWATCH_";

  private final Map<String, Type> leaves = new LinkedHashMap<>();
  private final Map<String, String> pathsByEnv = new LinkedHashMap<>();

  private SettingTree() {}

  public static SettingTree of(Class<? extends Record> root) {
    SettingTree tree = new SettingTree();
    tree.collect(root, "");
    tree.leaves.keySet().forEach(path -> tree.pathsByEnv.put(envName(path), path));
    return tree;
  }

  /** {@code cluster.keyFile} is {@code TILLWATCH_CLUSTER_KEY_FILE}. */
  public static String envName(String path) {
    String words = path.replace('.', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2");
    return ENV_PREFIX + words.toUpperCase(Locale.ROOT);
  }

  public static boolean isSection(Class<?> type) {
    return type.isRecord() && !SettingValue.isScalar(type);
  }

  /** Whether the setting is a list of plain values, which the environment writes with commas. */
  public boolean isPlainList(String path) {
    return leaves.get(path) instanceof ParameterizedType p
        && p.getRawType() == List.class
        && p.getActualTypeArguments()[0] instanceof Class<?> element
        && !isSection(element);
  }

  public boolean isCollection(String path) {
    return leaves.get(path) instanceof ParameterizedType;
  }

  public Optional<String> pathOfEnv(String env) {
    return Optional.ofNullable(pathsByEnv.get(env));
  }

  public Collection<String> paths() {
    return leaves.keySet();
  }

  public Collection<String> envNames() {
    return pathsByEnv.keySet();
  }

  private void collect(Class<?> type, String prefix) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + component.getName();
      if (isSection(component.getType())) {
        collect(component.getType(), path + ".");
      } else {
        leaves.put(path, component.getGenericType());
      }
    }
  }

  /** The candidate that looks most like what was written, if any is close for its length. */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    return EditDistance.nearest(written, candidates, Math.max(2, written.length() / 4));
  }
}
