package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far back sales are known, and how many are remembered.
 *
 * @param knownSince sales before this may be unknown, because the nodes were installed then; absent
 *     where all are known
 * @param maxMegabytes most memory for what scoring looks back on, MiB; 0: seven tenths of the heap
 */
public record HistoryConfig(
    @OptionalSetting @Nullable Instant knownSince, @Default("0") int maxMegabytes) {
  private static final long MEGABYTE = 1024 * 1024;

  public HistoryConfig {
    Require.between("maxMegabytes", maxMegabytes, 0, 1_000_000);
  }

  /** Most memory for what scoring looks back on, bytes. */
  public long maxBytes() {
    return maxMegabytes == 0 ? Runtime.getRuntime().maxMemory() / 10 * 7 : maxMegabytes * MEGABYTE;
  }
}
