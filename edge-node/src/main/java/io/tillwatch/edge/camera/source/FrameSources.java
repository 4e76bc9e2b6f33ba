package io.tillwatch.edge.camera.source;

import io.tillwatch.edge.config.CameraSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Which source a setting names. */
public final class FrameSources {
  private static final String FFMPEG = "ffmpeg";

  private FrameSources() {}

  /** The source, or nothing for {@code none}. */
  public static Optional<FrameSource> of(CameraSource setting) {
    return switch (setting.kind()) {
      case NONE -> Optional.empty();
      case DEMO -> Optional.of(new SyntheticSource());
      case DEVICE -> Optional.of(OpenCvSource.device(Integer.parseInt(setting.location())));
      case FOLDER -> Optional.of(new FolderSource(Path.of(setting.location())));
      case FILE -> Optional.of(file(Path.of(setting.location())));
      case HTTP -> Optional.of(new HttpSource(URI.create(setting.location())));
      case RTSP -> Optional.of(new RtspSource(URI.create(setting.location()), FFMPEG));
    };
  }

  private static FrameSource file(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".mjpeg") || name.endsWith(".mjpg")
        ? new MjpegFileSource(path)
        : OpenCvSource.file(path);
  }
}
