/** What is known of a store's Redis, without asking it. */
package io.tillwatch.edge.redis.model;

