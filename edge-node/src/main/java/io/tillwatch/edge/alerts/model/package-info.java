/**
 * Alerts as values: claims, releases, resolutions, and the fold that makes an alert's state of
 * them. Pure.
 */
package io.tillwatch.edge.alerts.model;

