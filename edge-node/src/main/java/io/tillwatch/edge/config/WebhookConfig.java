package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;

/**
 * Limits of webhooks.
 *
 * @param allowPrivateTargets accept targets on private and loopback addresses
 */
public record WebhookConfig(@Default("false") boolean allowPrivateTargets) {}
