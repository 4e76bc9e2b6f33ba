/**
 * Cameras and faces: sources of frames, the one owner of the lane's camera, and what OpenCV sees in
 * a picture. OpenCV is native code that may block or hang: it runs on this package's own threads,
 * never on an event loop, and its {@code Mat}s never leave the method that made them, except into
 * another one of this package that is called by it.
 */
package io.tillwatch.edge.camera;

