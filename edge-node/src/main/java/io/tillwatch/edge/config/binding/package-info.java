/**
 * From YAML and environment to records: a tree of settings, bound by constructor, unknown keys
 * refused with the nearest known one.
 */
@NullMarked
package io.tillwatch.edge.config.binding;

import org.jspecify.annotations.NullMarked;
