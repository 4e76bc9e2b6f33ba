/** What is answered of the node, its peers and stores that leave. */
@NullMarked
package io.tillwatch.edge.web.answer.stores;

import org.jspecify.annotations.NullMarked;
