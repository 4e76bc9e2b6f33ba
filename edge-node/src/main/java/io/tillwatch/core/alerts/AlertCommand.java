package io.tillwatch.core.alerts;

import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a reviewer asks about an alert. */
public sealed interface AlertCommand {

  String alertId();

  /** Who asks: the name of the API key, or its id where it has none. */
  String by();

  /** Take an alert to work on it, or let it go. */
  record ClaimAlert(String alertId, boolean claimed, String by) implements AlertCommand {}

  /** Let an alert go until then: nobody need look at it before. */
  record SnoozeAlert(String alertId, Instant until, String by) implements AlertCommand {}

  /** Write something down about an alert. */
  record NoteAlert(String alertId, String text, String by) implements AlertCommand {}

  /** Say what an alert was. */
  record ResolveAlert(String alertId, Resolution.Outcome outcome, @Nullable String note, String by)
      implements AlertCommand {}
}
