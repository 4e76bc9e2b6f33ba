/**
 * The messages between stores, and the ports that the state machine is given: peers, log store,
 * clock, events.
 */
@NullMarked
package io.tillwatch.core.replication.protocol;

import org.jspecify.annotations.NullMarked;
