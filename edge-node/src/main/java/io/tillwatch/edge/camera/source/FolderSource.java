package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The JPEG, PNG and WebP pictures of one folder, in order of their names, over and over. */
public final class FolderSource implements FrameSource {
  private static final int MOST_PICTURES = 10_000;
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp");

  private final Path folder;

  public FolderSource(Path folder) {
    this.folder = folder;
  }

  @Override
  public Stream open() {
    List<Path> pictures = pictures();
    return new Stream() {
      private int next;

      @Override
      public byte[] read() {
        Path picture = pictures.get(next++ % pictures.size());
        try {
          return JpegEncoder.asJpeg(Files.readAllBytes(picture));
        } catch (IOException e) {
          throw new CameraUnavailableException(picture.getFileName() + " cannot be read", e);
        }
      }

      @Override
      public Duration pace() {
        return Duration.ofMillis(40);
      }

      @Override
      public void close() {
        // each picture is closed once read
      }
    };
  }

  private List<Path> pictures() {
    try (java.util.stream.Stream<Path> entries = Files.list(folder)) {
      List<Path> pictures =
          entries.filter(FolderSource::isPicture).sorted().limit(MOST_PICTURES).toList();
      if (pictures.isEmpty()) {
        throw new CameraUnavailableException(
            "Expected .jpg, .png or .webp pictures of at most 2 MiB in " + folder + ", found none");
      }
      return pictures;
    } catch (IOException e) {
      throw new CameraUnavailableException("Expected a folder at " + folder + ", found none", e);
    }
  }

  private static boolean isPicture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      return ENDINGS.stream().anyMatch(name::endsWith)
          && Files.isRegularFile(path)
          && Files.size(path) <= PictureHeader.MAX_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public SourceKind kind() {
    return SourceKind.FILE;
  }

  @Override
  public String describe() {
    return "folder:" + folder;
  }

  /** Pictures are stills; that they repeat says nothing. */
  @Override
  public boolean movesByNature() {
    return false;
  }
}
