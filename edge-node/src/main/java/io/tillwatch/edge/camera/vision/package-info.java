/** What is seen in a picture: faces, their quality, liveness, likeness. A new model goes here. */
package io.tillwatch.edge.camera.vision;
