/** Trained models: what they learn from, bringing, trying and promoting them. */
@NullMarked
package io.tillwatch.edge.web.api.models;

import org.jspecify.annotations.NullMarked;
