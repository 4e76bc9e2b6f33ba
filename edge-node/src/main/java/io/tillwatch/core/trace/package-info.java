/** When a transaction passed which stage, from the tap at a till to its alert on a screen. */
@NullMarked
package io.tillwatch.core.trace;

import org.jspecify.annotations.NullMarked;
