package io.tillwatch.edge.web;

import io.tillwatch.edge.config.Role;

/**
 * Who makes a request.
 *
 * @param actor id of the API key, or of the page's session; stands in the audit trail
 */
public record Caller(String actor, Role role) {}
