package io.tillwatch.core.replication.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What this store still has to log again, of one origin's ops.
 *
 * @param state null where nothing is left
 */
public record SalvageProgress(String origin, @Nullable SalvageState state) {}
