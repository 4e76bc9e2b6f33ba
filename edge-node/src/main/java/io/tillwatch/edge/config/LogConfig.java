package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the node logs, and where.
 *
 * @param level of the node's own loggers
 * @param file to log to, with five older ones kept; standard output where absent
 * @param links where the start's one-time links go
 */
public record LogConfig(
    @Default("info") Level level,
    @OptionalSetting @Nullable Path file,
    @Default("auto") Links links) {

  /** Where the links are written that open a page once. */
  public enum Links {
    /** Standard output, unless that is systemd's journal; then as FILE. */
    AUTO,
    /** Standard output. */
    PRINT,
    /** {@code <dataDir>/links.txt}, which only this user can read. */
    FILE
  }

  /** From the most to the least talkative. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
