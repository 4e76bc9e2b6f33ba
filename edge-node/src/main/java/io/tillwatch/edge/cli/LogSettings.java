package io.tillwatch.edge.cli;

import io.tillwatch.edge.config.LogConfig;

/** Hands what was configured to logback.xml; to be called before the first logger is made. */
final class LogSettings {
  private LogSettings() {}

  /** For commands whose standard output is data. */
  static void keepOutputForData() {
    System.setProperty("tillwatch.log.target", "System.err");
    System.setProperty("tillwatch.log.level", "WARN");
  }

  static void apply(LogConfig config) {
    // before its own configuration says so, Hazelcast would already write as it likes
    System.setProperty("hazelcast.logging.type", "slf4j");
    System.setProperty("tillwatch.log.level", config.level().name());
    if (config.file() != null) {
      System.setProperty("tillwatch.log.file", config.file().toString());
      System.setProperty("tillwatch.log.to", "FILE");
    }
  }
}
