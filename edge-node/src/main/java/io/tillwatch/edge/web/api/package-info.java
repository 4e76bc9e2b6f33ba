/** The routes of {@code /api/v1} and how their answers are written. */
package io.tillwatch.edge.web.api;
