/** Who may call: keys, sessions, addresses, rates, live streams. */
package io.tillwatch.edge.web.access;
