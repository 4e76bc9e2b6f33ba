/**
 * The words of fraud scoring: assessments, decisions, reason codes, rule sets, and the context that
 * a shop gives.
 */
package io.tillwatch.core.fraud;
