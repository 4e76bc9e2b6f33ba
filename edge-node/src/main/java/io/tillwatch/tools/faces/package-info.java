/**
 * Measures finding, comparing and photographing faces on a folder of pictures, beside what is
 * wanted of it: {@link io.tillwatch.tools.faces.FaceMeasurements}.
 */
@NullMarked
package io.tillwatch.tools.faces;

import org.jspecify.annotations.NullMarked;
