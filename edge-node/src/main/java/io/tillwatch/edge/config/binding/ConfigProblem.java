package io.tillwatch.edge.config.binding;

/**
 * A setting that cannot be used.
 *
 * @param setting path of the setting, for example {@code http.port}
 * @param problem what was expected and what was found
 * @param remedy what to do about it
 */
public record ConfigProblem(String setting, String problem, String remedy) {
  @Override
  public String toString() {
    return setting + ": " + problem + "; " + remedy;
  }
}
