/** The register of every kind of fact that stands in logs, with the record that holds it. */
@NullMarked
package io.tillwatch.core.facts;

import org.jspecify.annotations.NullMarked;
