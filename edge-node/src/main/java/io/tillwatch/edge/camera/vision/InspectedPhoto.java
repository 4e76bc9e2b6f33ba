package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.edge.port.Cameras;

/**
 * A picture that was looked at.
 *
 * @param jpeg upright, re-encoded, without EXIF: the bytes to store, whose hash the report has
 */
public record InspectedPhoto(PhotoReport report, byte[] jpeg) implements Cameras.Picture {}
