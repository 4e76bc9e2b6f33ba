/** Errors as RFC 9457 problems. */
@NullMarked
package io.tillwatch.edge.web.problem;

import org.jspecify.annotations.NullMarked;
