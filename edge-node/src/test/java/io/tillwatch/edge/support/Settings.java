package io.tillwatch.edge.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.edge.config.binding.SettingBinder;
import java.util.Map;

/**
 * Settings bound as those of a configuration file are: what a test does not say has its default.
 */
public final class Settings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Settings() {}

  /**
   * Makes the record of a group of settings.
   *
   * @param said values as a file would hold them, by the names of the record's components
   * @throws IllegalArgumentException where the group would refuse to start a node
   */
  public static <R extends Record> R of(Class<R> group, Map<String, ?> said) {
    SettingBinder binder = new SettingBinder(path -> "see docs/configuration.md");
    R bound = binder.bind(group, JSON.valueToTree(said), "");
    if (bound == null || !binder.problems().isEmpty()) {
      throw new IllegalArgumentException(group.getSimpleName() + ": " + binder.problems());
    }
    return bound;
  }
}
