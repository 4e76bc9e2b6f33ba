/** Ids of facts, and reading facts over the bus, for every actor that needs them. */
@NullMarked
package io.tillwatch.edge.facts;

import org.jspecify.annotations.NullMarked;
