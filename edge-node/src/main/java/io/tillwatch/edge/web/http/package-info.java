/**
 * A request from its first byte to its answer: endpoints, bodies and their bounds, fields, queries.
 */
@NullMarked
package io.tillwatch.edge.web.http;

import org.jspecify.annotations.NullMarked;
