/** The routes of figures: totals, trends, patterns, reports, and what each rule did. */
@NullMarked
package io.tillwatch.edge.web.api.figures;

import org.jspecify.annotations.NullMarked;
