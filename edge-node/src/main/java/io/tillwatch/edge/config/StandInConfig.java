package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.Require;

/**
 * The budget for refunds of another store's sale while that store cannot be asked. It is the most
 * this store can pay twice before it is reconciled with the other one again.
 *
 * @param maxAmountMinor sum of such refunds, in minor units
 * @param maxCount number of such refunds
 * @param maxPerReturnMinor floor limit of one such refund, in minor units; above it the return is
 *     held
 */
public record StandInConfig(
    @Default("50000") long maxAmountMinor,
    @Default("10") int maxCount,
    @Default("10000") long maxPerReturnMinor) {
  public StandInConfig {
    Require.between("maxAmountMinor", maxAmountMinor, 0, 1_000_000_000_000L);
    Require.between("maxCount", maxCount, 0, 100_000);
    Require.between("maxPerReturnMinor", maxPerReturnMinor, 0, 1_000_000_000_000L);
  }
}
