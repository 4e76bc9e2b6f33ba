/** Where frames come from: a device, a file, a folder, an HTTP stream, or drawn pictures. */
package io.tillwatch.edge.camera.source;
