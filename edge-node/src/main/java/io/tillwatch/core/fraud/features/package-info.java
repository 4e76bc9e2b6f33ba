/**
 * The numbers that a trained model is asked with, each a pure function of what is known before a
 * return is decided: {@link io.tillwatch.core.fraud.features.Feature} lists them.
 */
@NullMarked
package io.tillwatch.core.fraud.features;

import org.jspecify.annotations.NullMarked;
