/** Which trained model judges beside the rules, as facts that every store folds alike. */
@NullMarked
package io.tillwatch.core.fraud.models;

import org.jspecify.annotations.NullMarked;
