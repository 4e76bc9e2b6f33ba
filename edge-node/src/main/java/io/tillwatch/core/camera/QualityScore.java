package io.tillwatch.core.camera;

import java.util.Set;

/**
 * One figure for how good a face photo is, so that the best of a burst can be kept: .35 sharpness,
 * .25 size, .25 frontality, .15 detector, and never better than its light.
 */
final class QualityScore {
  private static final Set<QualityIssue> FRONTAL =
      Set.of(QualityIssue.TURNED_AWAY, QualityIssue.TILTED, QualityIssue.OFF_CENTRE);

  private QualityScore() {}

  /** 0..100. */
  static int of(FaceMeasures measures, QualityGate gate) {
    double sharpness = 1;
    double size = 1;
    double frontality = 1;
    double light = 1;
    for (QualityRule rule : gate.rules()) {
      double part = part(rule, measures);
      if (rule.issue() == QualityIssue.BLURRED) {
        sharpness = Math.min(sharpness, part);
      } else if (rule.issue() == QualityIssue.TOO_SMALL) {
        size = Math.min(size, part);
      } else if (FRONTAL.contains(rule.issue())) {
        frontality = Math.min(frontality, part);
      } else {
        light = Math.min(light, part);
      }
    }
    double weighted =
        .35 * sharpness + .25 * size + .25 * frontality + .15 * measures.detectorScore();
    return (int) Math.round(100 * Math.min(Math.max(0, weighted), light));
  }

  /** 0.5 at the hard minimum, 0.9 where good, towards 1 beyond it: good is not yet the best. */
  private static double part(QualityRule rule, FaceMeasures measures) {
    var value = measures.get(rule.measure());
    if (value.isEmpty()) {
      return 1;
    }
    double attainment = rule.attainment(value.getAsDouble());
    if (attainment >= 1) {
      return Math.min(1, 0.9 + 0.1 * (attainment - 1));
    }
    return Math.max(0, attainment < 0 ? 0.5 + 0.5 * attainment : 0.5 + 0.4 * attainment);
  }
}
