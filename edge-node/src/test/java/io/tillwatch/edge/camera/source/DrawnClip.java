package io.tillwatch.edge.camera.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Clips of drawn people as a camera would give them: without the mark of a drawing. */
public final class DrawnClip {
  private DrawnClip() {}

  /** Writes a clip of one person whose picture has other grain in each frame. */
  public static Path write(Path file, long person, int frames) throws IOException {
    ByteArrayOutputStream clip = new ByteArrayOutputStream();
    for (int frame = 0; frame < frames; frame++) {
      ByteArrayInputStream drawn =
          new ByteArrayInputStream(DemoPictures.frameJpeg(person, 1, frame));
      BufferedImage picture = ImageIO.read(drawn);
      ImageIO.write(picture, "jpg", clip);
    }
    return Files.write(file, clip.toByteArray());
  }
}
