/**
 * One store's node: {@link io.tillwatch.edge.EdgeNode} starts what it needs, {@link
 * io.tillwatch.edge.Actors} deploys the actors in their order. Each package below is an actor, or
 * what actors touch.
 */
@NullMarked
package io.tillwatch.edge;

import org.jspecify.annotations.NullMarked;
