/**
 * Everything that passes between actors and between stores. {@link io.tillwatch.edge.bus.Channels}
 * is the one catalogue of addresses, {@link io.tillwatch.edge.bus.Bus} the one place that touches
 * the event bus.
 */
@NullMarked
package io.tillwatch.edge.bus;

import org.jspecify.annotations.NullMarked;
