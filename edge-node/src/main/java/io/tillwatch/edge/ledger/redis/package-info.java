/** The ledger's keys and its way to run scripts: no other class names a Redis key. */
package io.tillwatch.edge.ledger.redis;
