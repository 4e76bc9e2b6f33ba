/** Alerts as values: claims, resolutions, and the fold that makes an alert's state of facts. */
@NullMarked
package io.tillwatch.core.alerts;

import org.jspecify.annotations.NullMarked;
