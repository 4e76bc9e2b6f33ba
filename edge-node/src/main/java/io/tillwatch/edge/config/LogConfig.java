package io.tillwatch.edge.config;

import java.nio.file.Path;

/**
 * What the node logs, and where.
 *
 * @param level of the node's own loggers
 * @param file to log to, with five older ones kept; standard output where absent
 */
public record LogConfig(@Default("info") Level level, @MayBeAbsent Path file) {

  /** From the most to the least talkative. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
