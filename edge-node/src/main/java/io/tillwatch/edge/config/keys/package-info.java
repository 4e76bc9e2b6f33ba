/** The secrets that a node keeps: API keys with their roles, and the cluster's key. */
@NullMarked
package io.tillwatch.edge.config.keys;

import org.jspecify.annotations.NullMarked;
