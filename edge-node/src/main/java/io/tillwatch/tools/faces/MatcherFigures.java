package io.tillwatch.tools.faces;

import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.vision.FaceInspector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** How well faces are compared, as a node compares them. */
final class MatcherFigures {
  private static final double WANTED_MISSED = 0.05;
  private static final double WANTED_MISSED_IN_A_VISIT = 0.01;
  private static final int EVERY = 3;
  private static final Scene TILTED = Scene.at(0, 120, 20);

  private final FaceInspector inspector;
  private List<String> curve = List.of();

  MatcherFigures(FaceInspector inspector) {
    this.inspector = inspector;
  }

  List<Figure> measure(List<KnownFace> faces, List<Path> clips) throws IOException {
    List<Figure> figures = new ArrayList<>(portraits(faces));
    figures.add(tilted(faces));
    figures.add(oneVisit(clips));
    return figures;
  }

  /** Of the portraits, once they were measured: see {@link SimilarityScores#curve}. */
  List<String> curve() {
    return curve;
  }

  List<Figure> portraits(List<KnownFace> faces) {
    SimilarityScores likeness = new SimilarityScores();
    for (int i = 0; i < faces.size(); i++) {
      for (int j = 0; j < i; j++) {
        compare(faces.get(i), faces.get(i).picture(), faces.get(j), likeness);
      }
    }
    if (likeness.isEmpty()) {
      return List.of(Figure.notShown("1:1", "", "no two portraits of one person and of two"));
    }
    curve = likeness.curve();
    Share none = likeness.missedAt(0);
    return List.of(
        Figure.plain("1:1, on the rules' scale", likeness.spread()),
        Figure.plain("1:1, equal error rate", percent(likeness.equalErrorRate())),
        Figure.plain("1:1, missed at FMR 1 %", likeness.missedAt(.01).withInterval()),
        atOneInThousand(likeness),
        Figure.of(
            "1:1, missed at no false match", "<= 1 pair", none.hits() <= 1, none.withInterval()));
  }

  private static Figure atOneInThousand(SimilarityScores likeness) {
    String what = "1:1, missed at FMR 0.1 %";
    if (likeness.differentPairs() < 1000) {
      return Figure.notShown(
          what,
          "<= 5 %",
          "%d pairs of strangers show a false match in %d at best"
              .formatted(likeness.differentPairs(), likeness.differentPairs()));
    }
    Share missed = likeness.missedAt(.001);
    return Figure.of(what, "<= 5 %", missed.value() <= WANTED_MISSED, missed.withInterval());
  }

  /** One of the two as a lane sees it, with the head aslant. */
  private Figure tilted(List<KnownFace> faces) {
    SimilarityScores likeness = new SimilarityScores();
    for (KnownFace one : faces) {
      byte[] frame = frame(one);
      for (KnownFace other : faces) {
        if (!one.portrait().equals(other.portrait())) {
          compare(one, frame, other, likeness);
        }
      }
    }
    return Figure.plain(
        "the same, one of two rolled by 20 deg",
        "EER %s; at no false match missed %s"
            .formatted(percent(likeness.equalErrorRate()), likeness.missedAt(0).withInterval()));
  }

  private void compare(KnownFace one, byte[] picture, KnownFace other, SimilarityScores likeness) {
    likeness.add(
        one.portrait().person().equals(other.portrait().person()),
        inspector.compare(picture, other.picture()));
  }

  private static byte[] frame(KnownFace face) {
    try (MatScope mats = new MatScope()) {
      Mat portrait = Pictures.decoded(face.picture(), mats);
      MatOfByte jpeg = mats.track(new MatOfByte());
      Imgcodecs.imencode(".jpg", TILTED.frame(portrait, face.box(), mats), jpeg);
      return jpeg.toArray();
    }
  }

  private Figure oneVisit(List<Path> clips) throws IOException {
    List<List<byte[]>> visits = new ArrayList<>();
    for (Path clip : clips) {
      List<byte[]> frames = Pictures.frames(clip);
      if (!Pictures.isStill(frames)) {
        visits.add(thinned(frames));
      }
    }
    SimilarityScores likeness = new SimilarityScores();
    for (int visit = 0; visit < visits.size(); visit++) {
      for (int other = 0; other <= visit; other++) {
        compare(visits.get(visit), visits.get(other), visit == other, likeness);
      }
    }
    String what = "same visit, missed at FMR 1 %";
    if (likeness.isEmpty()) {
      return Figure.notShown(what, "<= 1 %", "no clips of two people");
    }
    Share missed = likeness.missedAt(.01);
    return Figure.of(
        what,
        "<= 1 %",
        missed.value() <= WANTED_MISSED_IN_A_VISIT,
        "%s, of %d people".formatted(missed.withInterval(), visits.size()));
  }

  private void compare(
      List<byte[]> frames, List<byte[]> others, boolean sameVisit, SimilarityScores likeness) {
    for (int i = 0; i < frames.size(); i++) {
      for (int j = 0; j < (sameVisit ? i : others.size()); j++) {
        likeness.add(sameVisit, inspector.compare(frames.get(i), others.get(j)));
      }
    }
  }

  private static List<byte[]> thinned(List<byte[]> frames) {
    List<byte[]> some = new ArrayList<>();
    for (int i = 0; i < frames.size(); i += EVERY) {
      some.add(frames.get(i));
    }
    return some;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
