package io.tillwatch.edge.camera;

import io.tillwatch.edge.camera.source.DemoPictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Frames as a browser's canvas gives them: of a drawn person, without the mark of a drawing. */
public final class BrowserFrames {
  private BrowserFrames() {}

  /** A frame of that person, another one for each number. */
  public static byte[] of(long person, long number) {
    return encoded(picture(DemoPictures.personJpeg(person, number)));
  }

  /** The same person from so far away that the face takes a part of the picture's width. */
  static byte[] ofFarAway(long person, long number, double scale) {
    BufferedImage near = picture(DemoPictures.personJpeg(person, number));
    BufferedImage far =
        new BufferedImage(near.getWidth(), near.getHeight(), BufferedImage.TYPE_INT_RGB);
    int width = (int) (scale * near.getWidth());
    int height = (int) (scale * near.getHeight());
    Graphics2D pen = far.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setColor(new Color(190, 190, 195));
    pen.fillRect(0, 0, far.getWidth(), far.getHeight());
    pen.drawImage(
        near, (far.getWidth() - width) / 2, (far.getHeight() - height) / 2, width, height, null);
    pen.dispose();
    return encoded(far);
  }

  /** A picture without anybody, of that size. */
  static byte[] empty(int width, int height) {
    return encoded(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
  }

  private static BufferedImage picture(byte[] jpeg) {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(BufferedImage picture) {
    try (ByteArrayOutputStream jpeg = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "jpg", jpeg);
      return jpeg.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
