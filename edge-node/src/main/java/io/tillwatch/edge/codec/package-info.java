/**
 * How records and ops are written: {@link io.tillwatch.edge.codec.RecordCodec} is the one place
 * that turns records into JSON, {@link io.tillwatch.edge.codec.OpCodec} writes what logs hold.
 */
@NullMarked
package io.tillwatch.edge.codec;

import org.jspecify.annotations.NullMarked;
