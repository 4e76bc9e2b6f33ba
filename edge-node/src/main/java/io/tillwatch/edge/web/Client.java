package io.tillwatch.edge.web;

/**
 * Whose machine a request comes from.
 *
 * @param address in numbers: the peer's, or what a trusted proxy says of who asked it
 * @param local it comes from this machine by itself, through no proxy
 * @param https the browser speaks TLS to the proxy
 */
record Client(String address, boolean local, boolean https) {}
