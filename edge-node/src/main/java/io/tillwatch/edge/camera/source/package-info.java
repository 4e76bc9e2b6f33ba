/** Where frames come from: a device, a file, a folder, an HTTP stream, or drawn pictures. */
@NullMarked
package io.tillwatch.edge.camera.source;

import org.jspecify.annotations.NullMarked;
