/** The register of every kind of fact that stands in logs, with the record that holds it. */
package io.tillwatch.core.facts;
