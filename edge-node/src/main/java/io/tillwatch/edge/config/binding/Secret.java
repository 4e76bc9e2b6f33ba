package io.tillwatch.edge.config.binding;

/**
 * A value that must not be printed.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
  public Secret {
    Require.that(value != null && !value.isBlank(), "secret", "must not be empty");
  }

  static Secret parse(String text) {
    return new Secret(text);
  }

  @Override
  public String toString() {
    return "(redacted)";
  }
}
