package io.tillwatch.edge.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.binding.ConfigProblem;
import io.tillwatch.edge.config.binding.SettingBinder;
import io.tillwatch.edge.config.binding.SettingTree;
import io.tillwatch.edge.config.binding.SettingValue;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a conf file and the environment into an {@link EdgeConfig}. An environment variable named
 * after a setting's path wins over the file. All problems are collected and refused at once.
 */
public final class ConfigLoader {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final SettingTree SETTINGS = SettingTree.of(EdgeConfig.class);

  /** Variables of the scripts and of the command line, which are no settings of a node. */
  private static final Set<String> RESERVED =
      Set.of("TILLWATCH_JAVA_OPTS", "TILLWATCH_URL", "TILLWATCH_KEY");

  private ConfigLoader() {}

  /**
   * Reads the file with this process's environment on top.
   *
   * @throws ConfigException naming every setting that cannot be used
   */
  public static EdgeConfig load(Path file) {
    return load(file, System.getenv());
  }

  /**
   * Reads the file with the given environment on top.
   *
   * @throws ConfigException naming every setting that cannot be used
   */
  public static EdgeConfig load(Path file, Map<String, String> environment) {
    ObjectNode tree = read(file);
    List<ConfigProblem> problems = new ArrayList<>();
    Map<String, String> overridden = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach((name, value) -> override(name, value, tree, overridden, problems));
    SettingBinder binder = new SettingBinder(path -> remedy(path, file, overridden));
    EdgeConfig config = binder.bind(EdgeConfig.class, tree, "");
    problems.addAll(binder.problems());
    if (config == null || !problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  /** Every setting with its value in force, as it would be written; secrets stay hidden. */
  public static Map<String, String> describe(EdgeConfig config) {
    Map<String, String> settings = new LinkedHashMap<>();
    describe(config, "", settings);
    return settings;
  }

  private static ObjectNode read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw fileProblem(file + " is not there", "name a conf file such as conf/store-a.yaml");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw fileProblem(file + " is larger than 1 MiB", "name a conf file");
      }
      if (YAML.readTree(Files.readString(file)) instanceof ObjectNode tree) {
        return tree;
      }
      throw fileProblem(file + " holds no settings", "start from conf/store-a.yaml");
    } catch (JsonProcessingException e) {
      throw fileProblem(
          file + " line " + line(e) + ": " + e.getOriginalMessage().lines().findFirst().orElse(""),
          "correct the YAML");
    } catch (IOException e) {
      throw fileProblem(file + " cannot be read: " + e, "make it readable");
    }
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }

  private static ConfigException fileProblem(String problem, String remedy) {
    return new ConfigException("--config", problem, remedy);
  }

  private static void override(
      String name,
      String value,
      ObjectNode tree,
      Map<String, String> overridden,
      List<ConfigProblem> problems) {
    if (!name.startsWith(SettingTree.ENV_PREFIX) || RESERVED.contains(name)) {
      return;
    }
    String path = SETTINGS.pathOfEnv(name).orElse(null);
    if (path == null) {
      problems.add(new ConfigProblem(name, "names no setting", meant(name)));
    } else if (!value.isBlank() || SETTINGS.isCollection(path)) {
      overridden.put(path, name);
      try {
        SettingBinder.put(tree, path, written(path, value));
      } catch (JsonProcessingException e) {
        problems.add(new ConfigProblem(path, "is not YAML", "change " + name));
      }
    }
  }

  private static String meant(String name) {
    return SettingTree.nearest(name, SETTINGS.envNames())
        .map(near -> "did you mean " + near + "?")
        .orElse("remove it from the environment");
  }

  private static JsonNode written(String path, String value) throws JsonProcessingException {
    if (SETTINGS.isPlainList(path)) {
      ArrayNode list = YAML.createArrayNode();
      value
          .lines()
          .flatMap(line -> List.of(line.split(",", -1)).stream())
          .map(String::trim)
          .filter(each -> !each.isEmpty())
          .forEach(list::add);
      return list;
    }
    return SETTINGS.isCollection(path) ? YAML.readTree(value) : TextNode.valueOf(value);
  }

  private static String remedy(String path, Path file, Map<String, String> overridden) {
    String setting = path.replaceAll("\\[.*", "");
    String env = overridden.get(setting);
    if (env != null) {
      return "change " + env;
    }
    boolean known = SETTINGS.paths().contains(setting);
    String either = known ? " or " + SettingTree.envName(setting) : "";
    return "set " + path + " in " + file + either;
  }

  private static void describe(Record section, String prefix, Map<String, String> settings) {
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      Object value = valueOf(component, section);
      if (SettingTree.isSection(component.getType())) {
        describe((Record) value, prefix + component.getName() + ".", settings);
      } else if (value != null) {
        settings.put(prefix + component.getName(), SettingValue.format(value));
      }
    }
  }

  private static Object valueOf(RecordComponent component, Record section) {
    try {
      return component.getAccessor().invoke(section);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
