/**
 * One peer: whether it is connected, what it acknowledged, how far its clock is off, whether a
 * second node speaks in its name.
 */
@NullMarked
package io.tillwatch.core.replication.peer;

import org.jspecify.annotations.NullMarked;
