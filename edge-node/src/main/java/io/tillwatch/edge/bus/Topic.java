package io.tillwatch.edge.bus;

/**
 * A typed address for announcements within this node; any number listens, none answers.
 *
 * @param address name, unique in {@link Channels}
 * @param type class of the message
 */
public record Topic<T>(String address, Class<T> type) {}
