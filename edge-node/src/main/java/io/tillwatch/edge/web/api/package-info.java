/** The routes of {@code /api/v1}; what they answer is in {@code edge.web.answer}. */
package io.tillwatch.edge.web.api;
