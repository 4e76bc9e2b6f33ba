/** Watching a camera: the live picture of {@code /api/v1/camera}, and its figures for staff. */
@NullMarked
package io.tillwatch.edge.web.api.watch;

import org.jspecify.annotations.NullMarked;
