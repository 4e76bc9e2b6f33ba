/** The ledger's keys and its way to run scripts: no other class names a Redis key. */
@NullMarked
package io.tillwatch.edge.ledger.redis;

import org.jspecify.annotations.NullMarked;
