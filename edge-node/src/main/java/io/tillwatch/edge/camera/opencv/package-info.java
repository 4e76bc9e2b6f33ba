/**
 * The native library and its memory: a {@code Mat} never leaves the method that made it, except
 * into another one that is called by it.
 */
package io.tillwatch.edge.camera.opencv;
