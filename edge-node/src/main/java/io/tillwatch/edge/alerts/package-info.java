/**
 * What reviewers do with attempts that were not approved. {@link
 * io.tillwatch.edge.alerts.AlertVerticle} answers claims and verdicts and announces every change.
 */
package io.tillwatch.edge.alerts;
