/** Errors as RFC 9457 problems. */
package io.tillwatch.edge.web.problem;
