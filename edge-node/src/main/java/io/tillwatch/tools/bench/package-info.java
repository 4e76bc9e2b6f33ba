/**
 * Measurements of this node beside plain Redis on the same machine in the same run: {@link
 * io.tillwatch.tools.bench.ReplicationBench} beside native leader-replica replication, {@link
 * io.tillwatch.tools.bench.CheckoutBench} beside redis-benchmark with the same script.
 */
@NullMarked
package io.tillwatch.tools.bench;

import org.jspecify.annotations.NullMarked;
