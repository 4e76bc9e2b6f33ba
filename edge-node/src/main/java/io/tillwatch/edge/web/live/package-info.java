/** Server-sent events: what happened, in order, with a way back for a page that was away. */
@NullMarked
package io.tillwatch.edge.web.live;

import org.jspecify.annotations.NullMarked;
