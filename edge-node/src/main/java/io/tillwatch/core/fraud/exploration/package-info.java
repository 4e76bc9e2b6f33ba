/**
 * Against the blindness of a model that is taught only by what the rules let through: {@link
 * io.tillwatch.core.fraud.exploration.Exploration}.
 */
@NullMarked
package io.tillwatch.core.fraud.exploration;

import org.jspecify.annotations.NullMarked;
