package io.tillwatch.core.camera;

import static io.tillwatch.core.camera.QualityIssue.BLURRED;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges a face by a list of rules; a function of what was measured, nothing else. */
public record QualityGate(List<QualityRule> rules) {
  private static final double SOFTEST_CAMERA = 12;
  private static final double SHARE_OF_MEDIAN = 0.6;

  /** How far what is good lies above what is asked, at least. */
  private static final double ABOVE_ASKED = 1.5;

  public QualityGate {
    rules = List.copyOf(rules);
  }

  /** The gate's defaults, with light before sharpness. */
  public static QualityGate standard() {
    return new QualityGate(
        List.of(
            new QualityRule(Measure.SECOND_FACE, QualityIssue.MANY_FACES, 0.5, 0.2),
            new QualityRule(Measure.FACE_WIDTH, QualityIssue.TOO_SMALL, 80, 120),
            new QualityRule(Measure.GREY, QualityIssue.TOO_DARK, 45, 70),
            new QualityRule(Measure.GREY, QualityIssue.TOO_BRIGHT, 215, 190),
            new QualityRule(Measure.CLIPPED_DARK, QualityIssue.TOO_DARK, 0.40, 0.15),
            new QualityRule(Measure.CLIPPED_BRIGHT, QualityIssue.TOO_BRIGHT, 0.25, 0.05),
            new QualityRule(Measure.CONTRAST, QualityIssue.LOW_CONTRAST, 18, 28),
            new QualityRule(Measure.IMBALANCE, QualityIssue.UNEVEN_LIGHT, 0.45, 0.30),
            new QualityRule(Measure.SHARPNESS, BLURRED, 40, 100),
            new QualityRule(Measure.OFF_CENTRE, QualityIssue.OFF_CENTRE, 0.85, 0.60),
            new QualityRule(Measure.YAW, QualityIssue.TURNED_AWAY, 0.30, 0.20),
            new QualityRule(Measure.ROLL, QualityIssue.TILTED, 25, 12),
            new QualityRule(Measure.MOVEMENT, QualityIssue.MOVING, 0.25, 0.10)));
  }

  /**
   * The gate for a camera whose sharp pictures are about this sharp. It asks for 60 % of the
   * running median where that is less than the fixed minimum: a soft camera could never capture
   * otherwise. It calls good what is as sharp as the median: nobody is to wait for a picture that
   * the camera cannot give.
   */
  public QualityGate forCameraWithMedianSharpness(double median) {
    return new QualityGate(rules.stream().map(rule -> soften(rule, median)).toList());
  }

  private static QualityRule soften(QualityRule rule, double median) {
    if (rule.issue() != BLURRED) {
      return rule;
    }
    double asked = Math.min(rule.hard(), Math.max(SOFTEST_CAMERA, SHARE_OF_MEDIAN * median));
    double good = Math.min(rule.good(), Math.max(median, ABOVE_ASKED * asked));
    return new QualityRule(rule.measure(), BLURRED, asked, good);
  }

  /** What the gate says of a face; see {@link FaceQuality#noFace} where there is none. */
  public FaceQuality judge(FaceMeasures measures) {
    List<Finding> findings = findings(measures);
    List<QualityIssue> issues = hardFailures(findings);
    Optional<Finding> worst =
        findings.stream()
            .filter(finding -> finding.attainment < 1)
            .min(Comparator.comparing(Finding::rank).thenComparing(Finding::attainment));
    QualityIssue advice = worst.map(finding -> finding.rule.issue()).orElse(null);
    int score = QualityScore.of(measures, this);
    if (!issues.isEmpty()) {
      return new FaceQuality(Math.min(score, 49), FaceQuality.Grade.REJECTED, issues, advice);
    }
    FaceQuality.Grade grade = advice == null ? FaceQuality.Grade.GOOD : FaceQuality.Grade.LOW;
    return new FaceQuality(Math.max(score, 50), grade, issues, advice);
  }

  private List<Finding> findings(FaceMeasures measures) {
    List<Finding> findings = new ArrayList<>();
    for (QualityRule rule : rules) {
      measures
          .get(rule.measure())
          .ifPresent(value -> findings.add(new Finding(rule, rule.attainment(value))));
    }
    boolean badLight = findings.stream().anyMatch(f -> f.fails() && f.rule.isAboutLight());
    findings.removeIf(finding -> badLight && finding.rule.issue() == BLURRED);
    return findings;
  }

  private static List<QualityIssue> hardFailures(List<Finding> findings) {
    return findings.stream()
        .filter(Finding::fails)
        .sorted(Comparator.comparing(Finding::rank).thenComparing(Finding::attainment))
        .map(finding -> finding.rule.issue())
        .distinct()
        .toList();
  }

  private record Finding(QualityRule rule, double attainment) {
    boolean fails() {
      return attainment < 0;
    }

    /** Failures before weaknesses, light before the rest. */
    int rank() {
      return (fails() ? 0 : 2) + (rule.isAboutLight() ? 0 : 1);
    }
  }
}
