package io.tillwatch.edge.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
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

  /** The candidate that looks most like what was written, if any is close. */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    String best = null;
    int bestDistance = Math.max(2, written.length() / 4) + 1;
    for (String candidate : candidates) {
      int distance = distance(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String a, String b) {
    List<Integer> previous = new ArrayList<>();
    for (int j = 0; j <= b.length(); j++) {
      previous.add(j);
    }
    for (int i = 1; i <= a.length(); i++) {
      List<Integer> current = new ArrayList<>(List.of(i));
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous.get(j - 1) + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current.add(Math.min(substitution, 1 + Math.min(previous.get(j), current.get(j - 1))));
      }
      previous = current;
    }
    return previous.get(b.length());
  }
}
