/**
 * Tillwatch: a node in each store that knows within milliseconds what every other store knows.
 *
 * <p>{@code core} decides, {@code edge} acts, {@code tools} stand beside. A request comes in at
 * {@code edge.web}, goes over a channel of {@code edge.bus} to {@code edge.checkout}, is scored by
 * {@code edge.fraud} with the rules of {@code core.fraud}, is committed by {@code edge.ledger} as
 * an op of {@code core.oplog}, and is answered. What is committed is announced, and only then sent
 * to the other stores by {@code edge.replication} as {@code core.replication} says. {@code
 * docs/architecture.md} has the picture.
 */
@NullMarked
package io.tillwatch;

import org.jspecify.annotations.NullMarked;
