/** Model files: read with bounds, in the form that XGBoost writes. */
@NullMarked
package io.tillwatch.edge.fraud.model;

import org.jspecify.annotations.NullMarked;
