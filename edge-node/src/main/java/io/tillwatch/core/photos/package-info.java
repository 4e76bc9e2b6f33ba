/** Photos of customers and their erasure, as facts. */
@NullMarked
package io.tillwatch.core.photos;

import org.jspecify.annotations.NullMarked;
