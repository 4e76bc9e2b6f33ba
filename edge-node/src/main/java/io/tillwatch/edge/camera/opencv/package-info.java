/**
 * The native library and its memory: a {@code Mat} never leaves the method that made it, except
 * into another one that is called by it.
 */
@NullMarked
package io.tillwatch.edge.camera.opencv;

import org.jspecify.annotations.NullMarked;
