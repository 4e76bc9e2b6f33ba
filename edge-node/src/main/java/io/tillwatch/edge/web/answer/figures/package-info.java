/** What is answered in figures: totals, trends, latencies, value protected. */
package io.tillwatch.edge.web.answer.figures;
