/** What is answered of the node, its peers and stores that leave. */
package io.tillwatch.edge.web.answer.stores;
