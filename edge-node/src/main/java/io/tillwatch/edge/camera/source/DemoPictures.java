package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.JpegHeader;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferInt;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws pictures for the demo and for tests: people who do not exist, and scenes without anybody.
 * One seed is one person; one shot is one picture of that person, a little different from the next.
 * Every picture says DEMO in its pixels and in a comment of the file. Needs neither a display nor
 * fonts nor OpenCV.
 */
public final class DemoPictures {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  private static final int LIGHTS = 16;
  private static final double LIGHT_STRENGTH = 0.32;

  private DemoPictures() {}

  /** A portrait, 640 x 480 JPEG; the same arguments always give the same bytes. */
  public static byte[] personJpeg(long seed, long shot) {
    return frameJpeg(seed, shot, 0);
  }

  /** One of the frames of a shot: the same pose and light, other grain. */
  static byte[] frameJpeg(long seed, long shot, long frame) {
    Random shots = new Random(seed * 31 + shot * 1_000_003 + 7);
    BufferedImage picture = room(new Random(seed), shots);
    Graphics2D pen = pen(picture);
    pen.translate(shots.nextInt(41) - 20, shots.nextInt(25) - 12);
    pen.rotate(Math.toRadians(shots.nextDouble() * 12 - 6), WIDTH / 2.0, HEIGHT / 2.0);
    new DemoPerson(new Random(seed)).draw(pen, shots);
    pen.dispose();
    return finish(picture, shots, new Random(shots.nextLong() + frame), LIGHT_STRENGTH);
  }

  /** A counter with boxes and nobody there, 640 x 480 JPEG. */
  public static byte[] facelessJpeg(long seed) {
    Random random = new Random(seed);
    BufferedImage picture = room(random, random);
    Graphics2D pen = pen(picture);
    pen.setColor(new Color(112, 84, 60));
    pen.fill(new Rectangle2D.Double(0, 350, WIDTH, 130));
    for (int parcel = 0; parcel < 3; parcel++) {
      int width = 90 + random.nextInt(70);
      int height = 60 + random.nextInt(90);
      pen.setColor(new Color(150 + random.nextInt(60), 110 + random.nextInt(40), 70));
      pen.fill(new Rectangle2D.Double(40 + parcel * 195, 350 - height, width, height));
    }
    pen.dispose();
    return finish(picture, random, random, 0);
  }

  private static BufferedImage room(Random look, Random shots) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = pen(picture);
    int tone = 165 + look.nextInt(40);
    Color wall = new Color(tone, tone + look.nextInt(12), tone + look.nextInt(20));
    pen.setPaint(new GradientPaint(0, 0, wall, WIDTH, HEIGHT, wall.darker()));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(wall.darker());
    pen.fill(new Rectangle2D.Double(30 + shots.nextInt(6), 40, 60, 130));
    pen.dispose();
    return picture;
  }

  private static Graphics2D pen(BufferedImage picture) {
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return pen;
  }

  private static byte[] finish(BufferedImage drawn, Random shots, Random grain, double strength) {
    float[] weights = new float[9];
    Arrays.fill(weights, 1f / 9);
    BufferedImage soft =
        new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(drawn, null);
    light(soft, shots, grain, strength);
    Graphics2D pen = pen(soft);
    drawMark(pen);
    pen.dispose();
    try (ByteArrayOutputStream jpeg = new ByteArrayOutputStream()) {
      ImageIO.write(soft, "jpg", jpeg);
      return JpegHeader.markedAsDrawing(jpeg.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("Drawing into memory failed", e);
    }
  }

  /**
   * A sensor's grain, so that no two shots have the same bytes, and light that falls a little
   * differently each time, so that two shots of one person do not pass for one picture.
   */
  private static void light(BufferedImage picture, Random shots, Random grains, double strength) {
    int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    double[][] field = new double[LIGHTS + 1][LIGHTS + 1];
    for (double[] row : field) {
      Arrays.setAll(row, column -> strength * (shots.nextDouble() * 2 - 1));
    }
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = y * WIDTH + x;
        double light = 1 + nearFace(x, y) * between(field, x, y);
        int grain = grains.nextInt(13) - 6;
        pixels[at] =
            lit(pixels[at], 16, light, grain)
                | lit(pixels[at], 8, light, grain)
                | lit(pixels[at], 0, light, grain);
      }
    }
  }

  /** The wall stays plain: detectors find faces in clouds. */
  private static double nearFace(int x, int y) {
    double dx = (x - WIDTH / 2.0) / 150;
    double dy = (y - 232) / 170.0;
    return Math.min(1, Math.max(0, 2 - 2 * Math.sqrt(dx * dx + dy * dy)));
  }

  private static double between(double[][] field, int x, int y) {
    int column = x * LIGHTS / WIDTH;
    int row = y * LIGHTS / HEIGHT;
    double right = (double) x * LIGHTS / WIDTH - column;
    double down = (double) y * LIGHTS / HEIGHT - row;
    double above = field[row][column] * (1 - right) + field[row][column + 1] * right;
    double below = field[row + 1][column] * (1 - right) + field[row + 1][column + 1] * right;
    return above * (1 - down) + below * down;
  }

  private static int lit(int rgb, int shift, double light, int grain) {
    int value = (int) ((rgb >> shift & 0xff) * light) + grain;
    return Math.min(255, Math.max(0, value)) << shift;
  }

  /** The word DEMO in strokes: a headless machine may have no fonts. */
  private static void drawMark(Graphics2D pen) {
    Path2D word = new Path2D.Double();
    stroke(word, 0, 0, 0, 30, 12, 30, 20, 22, 20, 8, 12, 0, 0, 0);
    stroke(word, 50, 0, 32, 0, 32, 30, 50, 30);
    stroke(word, 32, 15, 46, 15);
    stroke(word, 62, 30, 62, 0, 73, 16, 84, 0, 84, 30);
    word.append(new Ellipse2D.Double(96, 0, 22, 30), false);
    pen.translate(WIDTH - 140, HEIGHT - 46);
    pen.setStroke(new BasicStroke(8));
    pen.setColor(new Color(255, 255, 255));
    pen.draw(word);
    pen.setStroke(new BasicStroke(4));
    pen.setColor(new Color(190, 20, 20));
    pen.draw(word);
  }

  private static void stroke(Path2D path, double... points) {
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
  }
}
