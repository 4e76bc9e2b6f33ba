/** Ids of facts, and reading facts over the bus, for every actor that needs them. */
package io.tillwatch.edge.facts;
