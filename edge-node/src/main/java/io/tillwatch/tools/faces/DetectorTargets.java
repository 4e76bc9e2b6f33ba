package io.tillwatch.tools.faces;

import java.util.Locale;

/**
 * What is wanted of a detector.
 *
 * @param found least share of frontal faces of 80 pixels and more
 * @param rolled least share of faces turned by 30 degrees
 * @param falseFaces most of them in a frame
 * @param millis most processor time of a detection, in 95 of 100 frames
 */
record DetectorTargets(double found, double rolled, double falseFaces, double millis) {
  static final DetectorTargets BUNDLED = new DetectorTargets(.94, .95, .005, 12);
  static final DetectorTargets CONFIGURED = new DetectorTargets(.995, .97, .005, 12);

  /** Nothing is wanted of the fallback. */
  static final DetectorTargets NONE = new DetectorTargets(0, 0, 0, 0);

  Figure atLeast(String what, double least, Share share) {
    return this.equals(NONE)
        ? Figure.plain(what, share.toString())
        : Figure.of(what, percent(least), share.reaches(least), share.toString());
  }

  Figure atMost(String what, double most, double found, String measured) {
    return this.equals(NONE)
        ? Figure.plain(what, measured)
        : Figure.of(what, "<= " + plain(most), found <= most, measured);
  }

  private static String percent(double share) {
    return ">= " + plain(100 * share) + " %";
  }

  private static String plain(double number) {
    return String.format(Locale.ROOT, "%.3f", number).replaceFirst("\\.?0+$", "");
  }
}
