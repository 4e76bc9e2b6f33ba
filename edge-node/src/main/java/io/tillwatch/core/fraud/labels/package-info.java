/** What is known by now of returns that were decided, to train a model on. */
@NullMarked
package io.tillwatch.core.fraud.labels;

import org.jspecify.annotations.NullMarked;
