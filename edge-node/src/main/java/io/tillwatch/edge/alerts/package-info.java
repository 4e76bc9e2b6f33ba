/**
 * What reviewers do with attempts that were not approved. {@link
 * io.tillwatch.edge.alerts.AlertVerticle} answers claims and verdicts and announces every change.
 */
@NullMarked
package io.tillwatch.edge.alerts;

import org.jspecify.annotations.NullMarked;
