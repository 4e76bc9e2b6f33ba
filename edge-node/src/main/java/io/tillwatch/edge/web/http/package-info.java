/**
 * A request from its first byte to its answer: endpoints, bodies and their bounds, fields, queries.
 */
package io.tillwatch.edge.web.http;
