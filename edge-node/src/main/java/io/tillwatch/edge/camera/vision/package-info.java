/** What is seen in a picture: faces, their quality, liveness, likeness. A new model goes here. */
@NullMarked
package io.tillwatch.edge.camera.vision;

import org.jspecify.annotations.NullMarked;
