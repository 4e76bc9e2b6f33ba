/**
 * The words of fraud scoring: assessments, decisions, reason codes, rule sets, and the context that
 * a shop gives.
 */
@NullMarked
package io.tillwatch.core.fraud;

import org.jspecify.annotations.NullMarked;
