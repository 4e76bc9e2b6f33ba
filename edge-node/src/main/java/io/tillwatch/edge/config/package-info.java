/**
 * What an operator can set, as types: {@link io.tillwatch.edge.config.EdgeConfig} and its records,
 * read once by {@link io.tillwatch.edge.config.ConfigLoader} from YAML and environment. Nonsense is
 * refused by name before anything starts.
 */
@NullMarked
package io.tillwatch.edge.config;

import org.jspecify.annotations.NullMarked;
