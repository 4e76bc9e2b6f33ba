/** The routes of figures: totals, trends, patterns, reports, and what each rule did. */
package io.tillwatch.edge.web.api.figures;
