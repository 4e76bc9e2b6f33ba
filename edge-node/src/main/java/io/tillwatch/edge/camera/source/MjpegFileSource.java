package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A file of JPEGs one behind the other, played over and over. */
public final class MjpegFileSource implements FrameSource {
  private final Path file;

  public MjpegFileSource(Path file) {
    this.file = file;
  }

  @Override
  public Stream open() {
    return new Playback();
  }

  private final class Playback implements Stream {
    private InputStream in = rewound();
    private MjpegReader reader = new MjpegReader(in);

    @Override
    public byte[] read() {
      try {
        byte[] jpeg = reader.next();
        if (jpeg == null) {
          in.close();
          in = rewound();
          reader = new MjpegReader(in);
          jpeg = reader.next();
        }
        if (jpeg == null) {
          throw new CameraUnavailableException("Expected JPEG frames in " + file + ", found none");
        }
        return jpeg;
      } catch (IOException e) {
        throw new CameraUnavailableException(file + " cannot be read: " + e.getMessage(), e);
      }
    }

    @Override
    public Duration pace() {
      return Duration.ofMillis(40);
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new CameraUnavailableException(file + " cannot be closed", e);
      }
    }
  }

  private InputStream rewound() {
    try {
      return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (IOException e) {
      throw new CameraUnavailableException("Expected a file at " + file + ", found none", e);
    }
  }

  @Override
  public SourceKind kind() {
    return SourceKind.FILE;
  }

  @Override
  public String describe() {
    return "file:" + file;
  }
}
