/**
 * Everything that passes between actors: {@link io.tillwatch.edge.bus.Channels} is the one
 * catalogue of addresses, {@link io.tillwatch.edge.bus.Bus} the one place that touches the event
 * bus, {@link io.tillwatch.edge.bus.RecordCodec} the one place that turns records into JSON.
 */
package io.tillwatch.edge.bus;

