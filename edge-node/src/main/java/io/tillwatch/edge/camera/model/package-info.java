/**
 * The camera's words as values: pictures' headers, faces and their quality, hashes, the camera's
 * life as a state machine. Pure: imports only {@code java..} and other {@code model} packages, so
 * everything that can be judged without a native library is judged here.
 */
package io.tillwatch.edge.camera.model;

