/**
 * What reviewers do with attempts that were not approved. {@link
 * io.tillwatch.edge.alerts.AlertVerticle} answers claims and verdicts and announces every change;
 * the state of an alert is the pure fold {@link io.tillwatch.edge.alerts.model.AlertView}.
 */
package io.tillwatch.edge.alerts;

