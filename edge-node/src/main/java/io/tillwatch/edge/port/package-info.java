/** What one actor offers to another as an interface, and the exceptions of it. */
@NullMarked
package io.tillwatch.edge.port;

import org.jspecify.annotations.NullMarked;
