package io.tillwatch.edge.config;

/**
 * What the node logs.
 *
 * @param level of the node's own loggers
 */
public record LogConfig(@Default("info") Level level) {

  /** From the most to the least talkative. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
