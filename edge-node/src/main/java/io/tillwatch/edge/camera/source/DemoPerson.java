package io.tillwatch.edge.camera.source;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Random;

/**
 * A person who does not exist: skin, hair, brows, eyes, a shaded nose and a mouth, with proportions
 * drawn from a seed. Flat as it is, the detectors find its face as they find a real one.
 */
final class DemoPerson {
  private static final int[][] SKIN = {
    {241, 205, 177}, {229, 184, 150}, {208, 158, 122}, {186, 132, 98}, {160, 108, 78}
  };
  private static final int[][] HAIR = {
    {38, 28, 24}, {72, 48, 32}, {104, 70, 40}, {58, 56, 58}, {120, 84, 52}
  };
  private static final int[][] CLOTHES = {
    {46, 74, 110}, {104, 44, 52}, {52, 92, 70}, {80, 80, 92}, {124, 96, 56}, {88, 60, 112}
  };

  private final Color skin;
  private final Color hair;
  private final Color clothes;
  private final double halfWidth;
  private final double halfHeight;
  private final double eyeDistance;
  private final double browWeight;
  private final double mouthWidth;
  private final double noseLength;
  private final boolean longHair;

  DemoPerson(Random look) {
    skin = pick(SKIN, look);
    hair = shade(pick(HAIR, look), skin.getRed() < 200 ? .55 : 1);
    clothes = pick(CLOTHES, look);
    halfWidth = 92 + look.nextInt(13);
    halfHeight = 124 + look.nextInt(15);
    eyeDistance = 40 + look.nextInt(6);
    browWeight = 7 + look.nextInt(4);
    mouthWidth = 32 + look.nextInt(12);
    noseLength = 40 + look.nextInt(10);
    longHair = look.nextBoolean();
  }

  void draw(Graphics2D pen, Random shot) {
    double x = 320;
    double y = 232;
    drawBody(pen, x, y);
    if (longHair) {
      pen.setColor(hair);
      pen.fill(
          new RoundRectangle2D.Double(
              x - halfWidth - 18,
              y - halfHeight,
              2 * halfWidth + 36,
              2 * halfHeight + 30,
              150,
              180));
    }
    drawHead(pen, x, y);
    double eyesY = y - 24;
    drawEye(pen, x - eyeDistance, eyesY, shot);
    drawEye(pen, x + eyeDistance, eyesY, shot);
    drawNose(pen, x, eyesY + 12);
    drawMouth(pen, x, y + 62, shot.nextDouble() * 6);
  }

  private void drawBody(Graphics2D pen, double x, double y) {
    pen.setColor(clothes);
    pen.fill(new RoundRectangle2D.Double(x - 190, y + halfHeight + 22, 380, 260, 170, 150));
    pen.setColor(shade(skin, .80));
    pen.fill(new RoundRectangle2D.Double(x - 44, y + halfHeight - 40, 88, 92, 40, 40));
  }

  private void drawHead(Graphics2D pen, double x, double y) {
    pen.setColor(hair);
    pen.fill(
        new Ellipse2D.Double(
            x - halfWidth - 10, y - halfHeight - 22, 2 * halfWidth + 20, 1.5 * halfHeight));
    pen.setPaint(
        new GradientPaint(
            (float) (x - halfWidth),
            (float) y,
            skin,
            (float) (x + halfWidth * 1.3),
            (float) y,
            shade(skin, .84)));
    pen.fill(new Ellipse2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight));
    pen.setColor(hair);
    pen.fill(
        new Arc2D.Double(
            x - halfWidth - 4,
            y - halfHeight - 14,
            2 * halfWidth + 8,
            halfHeight * 1.25,
            18,
            144,
            Arc2D.CHORD));
  }

  private void drawEye(Graphics2D pen, double x, double y, Random shot) {
    pen.setColor(shade(skin, .62));
    pen.fill(new Ellipse2D.Double(x - 28, y - 20, 56, 35));
    pen.setColor(eyeWhite());
    pen.fill(new Ellipse2D.Double(x - 19, y - 7, 38, 16));
    double gaze = shot.nextDouble() * 2 - 1;
    pen.setColor(new Color(44, 34, 30));
    pen.fill(new Ellipse2D.Double(x - 10 + gaze, y - 9, 20, 20));
    pen.setColor(Color.WHITE);
    pen.fill(new Ellipse2D.Double(x - 4 + gaze, y - 5, 5, 5));
    pen.setColor(brows());
    pen.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new Arc2D.Double(x - 21, y - 11, 42, 24, 20, 140, Arc2D.OPEN));
    pen.setStroke(
        new BasicStroke((float) browWeight, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new Arc2D.Double(x - 27, y - 34, 54, 30, 30, 120, Arc2D.OPEN));
  }

  private void drawNose(Graphics2D pen, double x, double y) {
    pen.setColor(shade(skin, 1.10));
    pen.fill(new RoundRectangle2D.Double(x - 7, y - 18, 14, noseLength + 6, 12, 12));
    Path2D side = new Path2D.Double();
    side.moveTo(x + 7, y - 14);
    side.lineTo(x + 19, y + noseLength);
    side.lineTo(x + 5, y + noseLength);
    side.closePath();
    pen.setColor(shade(skin, .74));
    pen.fill(side);
    pen.setColor(shade(skin, .52));
    pen.fill(new Ellipse2D.Double(x - 16, y + noseLength - 6, 13, 8));
    pen.fill(new Ellipse2D.Double(x + 4, y + noseLength - 6, 13, 8));
  }

  private void drawMouth(Graphics2D pen, double x, double y, double open) {
    pen.setColor(new Color(150, 62, 62));
    pen.fill(new Ellipse2D.Double(x - mouthWidth, y - 8, 2 * mouthWidth, 22 + open));
    pen.setColor(new Color(84, 28, 32));
    pen.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(
        new Arc2D.Double(x - mouthWidth + 2, y - 12, 2 * mouthWidth - 4, 18, 200, 140, Arc2D.OPEN));
    pen.setColor(shade(skin, .80));
    pen.fill(new Ellipse2D.Double(x - mouthWidth * .6, y + 24 + open, mouthWidth * 1.2, 8));
  }

  /** Whites of the eyes stay darker than bright skin, or no detector takes them for eyes. */
  private Color eyeWhite() {
    return new Color(
        (skin.getRed() + 190) / 2, (skin.getGreen() + 200) / 2, (skin.getBlue() + 200) / 2);
  }

  private Color brows() {
    return hair.getRed() < skin.getRed() / 3 ? hair : shade(skin, .34);
  }

  private static Color pick(int[][] palette, Random look) {
    int[] rgb = palette[look.nextInt(palette.length)];
    return new Color(rgb[0], rgb[1], rgb[2]);
  }

  private static Color shade(Color color, double by) {
    return new Color(
        Math.min(255, (int) (color.getRed() * by)),
        Math.min(255, (int) (color.getGreen() * by)),
        Math.min(255, (int) (color.getBlue() * by)));
  }
}
