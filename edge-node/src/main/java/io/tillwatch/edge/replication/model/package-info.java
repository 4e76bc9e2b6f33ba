/**
 * The op log as values: ids, ops, positions. Pure: imports only {@code java..} and other {@code
 * model} packages.
 */
package io.tillwatch.edge.replication.model;

