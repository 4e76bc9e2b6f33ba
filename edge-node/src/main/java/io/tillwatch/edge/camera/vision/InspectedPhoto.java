package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.PhotoReport;

/**
 * A picture that was looked at.
 *
 * @param jpeg upright, re-encoded, without EXIF: the bytes to store, whose hash the report has
 */
public record InspectedPhoto(PhotoReport report, byte[] jpeg) {}
