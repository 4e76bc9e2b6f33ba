/** What one actor offers to another as an interface, and the exceptions of it. */
package io.tillwatch.edge.port;
