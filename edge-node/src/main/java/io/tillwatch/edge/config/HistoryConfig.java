package io.tillwatch.edge.config;

import java.time.Instant;

/**
 * How far back the shop's nodes know its sales.
 *
 * @param knownSince sales before this may be unknown, because the nodes were installed then; absent
 *     where all are known
 */
public record HistoryConfig(@MayBeAbsent Instant knownSince) {}
