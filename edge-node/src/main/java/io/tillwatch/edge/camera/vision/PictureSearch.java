package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.PictureHash;
import io.tillwatch.edge.camera.opencv.MatScope;
import java.util.Objects;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Tells whether a picture is one of which only the hash of its inner part is known, after a border
 * was cut off or added, or it was turned a little or mirrored. It moves the edges of what is
 * hashed, and turns them, as long as that brings the hash nearer. Another picture comes hardly
 * nearer by that, and is given up early.
 */
final class PictureSearch {
  /** What is left out at each side: so much may be cut off. */
  private static final double MARGIN = 0.08;

  /** Nearer is not needed. */
  private static final int NEAR = 8;

  private static final int MOST_TRIES = 240;
  private static final long MOST_NANOS = 250_000_000;

  /** Where it begins: how far each edge is moved outwards, as a share of a side. */
  private static final double[] STARTS = {0, 0.025, 0.05, -0.025, -0.05};

  /** Shares of a side, and degrees by the factor below, from coarse to fine. */
  private static final double[] STEPS = {0.015, 0.006, 0.0025, 0.001};

  /** Whatever is further away before a step of that order is another picture. */
  private static final int[] HOPELESS = {440, 280, 180, 110};

  private static final double DEGREES = 60;
  private static final int ROUNDS = 6;

  /** Larger than what is hashed, so that edges can be moved by parts of its pixels. */
  private static final int WORKING_SIDE = 2 * PictureHash.SIDE;

  /** How each value may move in one step: left, upper, right, lower edge, and the turn. */
  private static final double[][] MOVES = {
    {1, 1, 1, 1, 0},
    {1, 0, 0, 0, 0},
    {0, 1, 0, 0, 0},
    {0, 0, 1, 0, 0},
    {0, 0, 0, 1, 0},
    {1, 0, -1, 0, 0},
    {0, 1, 0, -1, 0},
    {0, 0, 0, 0, 1}
  };

  private final String sought;
  private final long began = System.nanoTime();
  private int tries;

  /**
   * @param sought text of the inner hash of the picture that is sought
   */
  PictureSearch(String sought) {
    this.sought = sought;
  }

  /** The hash of a picture without its border, which is sought later. */
  static PictureHash innerHash(Mat bgr) {
    int left = (int) Math.round(MARGIN * bgr.cols());
    int top = (int) Math.round(MARGIN * bgr.rows());
    try (MatScope mats = new MatScope()) {
      Rect inner = new Rect(left, top, bgr.cols() - 2 * left, bgr.rows() - 2 * top);
      return FaceMeter.pictureHash(mats.track(bgr.submat(inner)));
    }
  }

  /** In how many bits the hash differs at least, however the picture is laid. */
  int leastBits(Mat bgr) {
    try (MatScope mats = new MatScope()) {
      Mat grey = mats.mat();
      Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
      Mat small = mats.mat();
      Size size = new Size(WORKING_SIDE, WORKING_SIDE);
      Imgproc.resize(grey, small, size, 0, 0, Imgproc.INTER_AREA);
      Mat mirrored = mats.mat();
      Core.flip(small, mirrored, 1);
      return Math.min(nearest(small), nearest(mirrored));
    }
  }

  private int nearest(Mat picture) {
    double[] at = {};
    int least = PictureHash.BITS + 1;
    for (double start : STARTS) {
      double[] from = {start, start, start, start, 0};
      int bits = bits(picture, from);
      if (bits < least) {
        least = bits;
        at = from;
      }
    }
    int most = tries + MOST_TRIES;
    for (int order = 0; order < STEPS.length && least <= HOPELESS[order]; order++) {
      boolean nearer = true;
      for (int round = 0; round < ROUNDS && nearer && least > NEAR; round++) {
        if (tries > most || System.nanoTime() - began > MOST_NANOS) {
          return least;
        }
        double[] best = at;
        nearer = false;
        for (double[] move : MOVES) {
          for (int sign = -1; sign <= 1; sign += 2) {
            double[] moved = moved(at, move, sign * STEPS[order]);
            int bits = bits(picture, moved);
            if (bits < least) {
              least = bits;
              best = moved;
              nearer = true;
            }
          }
        }
        at = best;
      }
    }
    return least;
  }

  private static double[] moved(double[] at, double[] move, double by) {
    double[] moved = at.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += move[i] * by;
    }
    return moved;
  }

  /** What lies outside the picture is replaced by what is next to it. */
  private int bits(Mat picture, double[] at) {
    tries++;
    try (MatScope mats = new MatScope()) {
      double inner = 1 - 2 * MARGIN;
      double left = (MARGIN - at[0]) * WORKING_SIDE;
      double top = (MARGIN - at[1]) * WORKING_SIDE;
      double scaleX = (inner + at[0] + at[2]) * WORKING_SIDE / PictureHash.SIDE;
      double scaleY = (inner + at[1] + at[3]) * WORKING_SIDE / PictureHash.SIDE;
      double angle = Math.toRadians(at[4] * DEGREES);
      double cosine = Math.cos(angle);
      double sine = Math.sin(angle);
      double centre = WORKING_SIDE / 2.0;
      // from each pixel of the hash to the picture, then turned about its middle
      double x0 = left + scaleX / 2 - 0.5 - centre;
      double y0 = top + scaleY / 2 - 0.5 - centre;
      Mat way = mats.track(new Mat(2, 3, CvType.CV_64F));
      way.put(0, 0, cosine * scaleX, -sine * scaleY, cosine * x0 - sine * y0 + centre);
      way.put(1, 0, sine * scaleX, cosine * scaleY, sine * x0 + cosine * y0 + centre);
      Mat laid = mats.mat();
      Imgproc.warpAffine(
          picture,
          laid,
          way,
          new Size(PictureHash.SIDE, PictureHash.SIDE),
          Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
          Core.BORDER_REPLICATE);
      byte[] pixels = new byte[PictureHash.SIDE * PictureHash.SIDE];
      laid.get(0, 0, pixels);
      String text = PictureHash.of(pixels).text();
      return PictureHash.distance(sought, Objects.requireNonNull(text)).orElse(PictureHash.BITS);
    }
  }
}
