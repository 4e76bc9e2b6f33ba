/**
 * The trained model: decision trees that weigh numbers known before a return is decided, what each
 * number contributed, and the table that turns their sum into 0..100.
 */
@NullMarked
package io.tillwatch.core.fraud.model;

import org.jspecify.annotations.NullMarked;
