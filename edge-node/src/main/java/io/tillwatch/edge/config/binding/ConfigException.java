package io.tillwatch.edge.config.binding;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses to start a node: the settings that cannot be used, each with its remedy. The command line
 * prints one line per problem and exits with code 2.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  public ConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public ConfigException(String setting, String problem, String remedy) {
    this(List.of(new ConfigProblem(setting, problem, remedy)));
  }

  /** What is wrong, at least one. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
