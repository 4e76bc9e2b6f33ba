/** Who may call: keys, sessions, addresses, rates, live streams. */
@NullMarked
package io.tillwatch.edge.web.access;

import org.jspecify.annotations.NullMarked;
