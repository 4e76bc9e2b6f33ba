/**
 * The Redis of one store: the node's own ({@link io.tillwatch.edge.redis.EmbeddedRedis}) or one
 * that somebody else runs ({@link io.tillwatch.edge.redis.ExternalRedis}), and the one pipelined
 * connection to it ({@link io.tillwatch.edge.redis.RedisLink}). What is stored there is the
 * ledger's business.
 */
@NullMarked
package io.tillwatch.edge.redis;

import org.jspecify.annotations.NullMarked;
