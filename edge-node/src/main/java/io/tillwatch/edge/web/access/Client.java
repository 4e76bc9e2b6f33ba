package io.tillwatch.edge.web.access;

/**
 * Whose machine a request comes from.
 *
 * @param address in numbers: the peer's, or what a trusted proxy says of who asked it
 * @param local it comes from this machine by itself, through no proxy
 * @param https the browser speaks TLS to the proxy
 */
public record Client(String address, boolean local, boolean https) {}
