/**
 * Files of a node that hold secrets or belong to one process: made readable for this user only,
 * written whole or not at all.
 */
@NullMarked
package io.tillwatch.edge.config.files;

import org.jspecify.annotations.NullMarked;
