/**
 * A made-up chain of shops of which everything is known: who is honest, who is not, and when
 * somebody found out. It measures what a model adds to the rules, what exploration is worth, and
 * how soon drift is seen: {@link io.tillwatch.tools.train.world.ShopWorld}.
 */
@NullMarked
package io.tillwatch.tools.train.world;

import org.jspecify.annotations.NullMarked;
