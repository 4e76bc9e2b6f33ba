package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * A node as it introduces itself.
 *
 * @param store the store it runs
 * @param instance this run of it
 * @param url base URL by which peers reach it where the bus does not, or null
 */
public record Member(StoreId store, Instance instance, @Nullable String url) {}
