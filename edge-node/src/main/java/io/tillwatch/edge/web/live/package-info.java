/** Server-sent events: what happened, in order, with a way back for a page that was away. */
package io.tillwatch.edge.web.live;
