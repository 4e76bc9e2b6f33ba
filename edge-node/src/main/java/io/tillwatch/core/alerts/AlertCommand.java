package io.tillwatch.core.alerts;

import io.tillwatch.core.retail.Resolution;

/** What a reviewer asks about an alert. */
public sealed interface AlertCommand {

  String alertId();

  /** Who asks: id of the API key. */
  String by();

  /** Take an alert to work on it, or let it go. */
  record ClaimAlert(String alertId, boolean claimed, String by) implements AlertCommand {}

  /** Say what an alert was. */
  record ResolveAlert(String alertId, Resolution.Outcome outcome, String note, String by)
      implements AlertCommand {}
}
