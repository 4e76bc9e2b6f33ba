/**
 * Pictures' headers, faces and their quality, hashes, and the camera's life as a state machine: all
 * that can be judged without a native library.
 */
@NullMarked
package io.tillwatch.core.camera;

import org.jspecify.annotations.NullMarked;
