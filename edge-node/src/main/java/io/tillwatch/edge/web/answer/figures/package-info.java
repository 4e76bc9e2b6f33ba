/** What is answered in figures: totals, trends, latencies, value protected. */
@NullMarked
package io.tillwatch.edge.web.answer.figures;

import org.jspecify.annotations.NullMarked;
