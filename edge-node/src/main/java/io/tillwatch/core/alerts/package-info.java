/** Alerts as values: claims, resolutions, and the fold that makes an alert's state of facts. */
package io.tillwatch.core.alerts;
