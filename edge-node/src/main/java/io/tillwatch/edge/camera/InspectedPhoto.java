package io.tillwatch.edge.camera;

import io.tillwatch.edge.camera.model.PhotoReport;

/**
 * A picture that was looked at.
 *
 * @param jpeg upright, re-encoded, without EXIF: the bytes to store, whose hash the report has
 */
public record InspectedPhoto(PhotoReport report, byte[] jpeg) {}
