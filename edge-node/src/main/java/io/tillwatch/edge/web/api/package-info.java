/** The routes of {@code /api/v1}; what they answer is in {@code edge.web.answer}. */
@NullMarked
package io.tillwatch.edge.web.api;

import org.jspecify.annotations.NullMarked;
