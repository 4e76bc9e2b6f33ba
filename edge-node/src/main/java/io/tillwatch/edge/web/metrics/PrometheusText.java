package io.tillwatch.edge.web.metrics;

/** Writes measurements in Prometheus' text form, version 0.0.4. */
final class PrometheusText {
  private final StringBuilder out = new StringBuilder(4096);

  /** Opens a family; its samples follow. */
  void family(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /**
   * Writes one sample.
   *
   * @param labels names and values in turn
   */
  void sample(String name, double value, String... labels) {
    out.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      out.append(escaped(labels[i + 1])).append('"');
    }
    out.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
  }

  /** A family of one sample without labels. */
  void single(String name, String type, String help, double value) {
    family(name, type, help);
    sample(name, value);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
