/**
 * How several actors put asynchronous work in order: by key, again after a failure, few at once.
 */
@NullMarked
package io.tillwatch.edge.async;

import org.jspecify.annotations.NullMarked;
