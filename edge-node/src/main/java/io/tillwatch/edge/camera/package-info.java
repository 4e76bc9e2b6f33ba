/**
 * The one owner of the lane's camera: bursts, previews, leases. OpenCV is native code that may
 * block or hang: it runs on threads of its own, never on an event loop.
 */
@NullMarked
package io.tillwatch.edge.camera;

import org.jspecify.annotations.NullMarked;
