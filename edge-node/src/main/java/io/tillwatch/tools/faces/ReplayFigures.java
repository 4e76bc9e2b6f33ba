package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.PictureHash;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.vision.FaceInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Which pictures are known when they are shown again, which others of the same people are taken for
 * them, and who is still there within one visit, without any model.
 */
final class ReplayFigures {
  /** What the rule PHOTO_REPLAY takes for one picture, as shipped. */
  private static final int SAME = 48;

  private static final int QUALITY = 60;
  private static final double[] SCALES = {0.5, 0.8, 1.3};
  private static final int[] LIGHTS = {-20, 20};

  /** A second and more, at 25 frames a second. */
  private static final int APART = 40;

  private static final int EVERY = 4;

  private final FaceInspector inspector;

  ReplayFigures(FaceInspector inspector) {
    this.inspector = inspector;
  }

  List<Figure> measure(FaceSet set) throws IOException {
    Share again = Share.none();
    Share others = Share.none();
    List<String> seen = new ArrayList<>();
    for (FaceSet.Portrait portrait : set.portraits()) {
      byte[] picture = Files.readAllBytes(portrait.file());
      String hash = hash(picture);
      for (byte[] fresh : anew(picture)) {
        again = counts(fresh) ? again.plus(isSame(hash, hash(fresh))) : again;
      }
      for (String other : seen) {
        others = others.plus(isSame(hash, other));
      }
      seen.add(hash);
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.plain("encoded, scaled or lit anew, found", again.toString()));
    figures.add(Figure.plain("other portraits, taken for it", others.toString()));
    figures.add(Figure.plain("frames 1.6 s apart, taken for it", inTime(set).toString()));
    figures.addAll(visits(set));
    return figures;
  }

  private Share inTime(FaceSet set) throws IOException {
    Share taken = Share.none();
    for (Path clip : set.clips()) {
      List<byte[]> frames = Pictures.frames(clip);
      for (int i = 0; i + APART < frames.size() && !Pictures.isStill(frames); i++) {
        taken = taken.plus(isSame(hash(frames.get(i)), hash(frames.get(i + APART))));
      }
    }
    return taken;
  }

  private List<Figure> visits(FaceSet set) throws IOException {
    List<List<byte[]>> people = new ArrayList<>();
    for (Path clip : set.clips()) {
      List<byte[]> frames = Pictures.frames(clip);
      if (!Pictures.isStill(frames)) {
        people.add(thinned(frames));
      }
    }
    Map<Presence.Person, Integer> stayed = new EnumMap<>(Presence.Person.class);
    Map<Presence.Person, Integer> changed = new EnumMap<>(Presence.Person.class);
    for (int one = 0; one < people.size(); one++) {
      for (int other = 0; other <= one; other++) {
        count(people.get(one), people.get(other), one == other ? stayed : changed);
      }
    }
    return List.of(
        Figure.plain("one visit, the same person", stayed.toString()),
        Figure.plain("one visit, another person", changed.toString()));
  }

  private void count(List<byte[]> photos, List<byte[]> now, Map<Presence.Person, Integer> counts) {
    for (byte[] photo : photos) {
      for (byte[] frame : now) {
        counts.merge(inspector.stillThere(photo, frame).person(), 1, Integer::sum);
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

  /** A picture that passes no gate serves nobody, shown again or not. */
  private boolean counts(byte[] picture) {
    return inspector.inspect(picture, SourceKind.UPLOAD).report().quality().passes();
  }

  private @Nullable String hash(byte[] picture) {
    PhotoReport report = inspector.inspect(picture, SourceKind.UPLOAD).report();
    PictureHash hash = report.stored().pictureHash();
    return hash == null ? null : hash.text();
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    OptionalInt bits = PictureHash.distance(one, other);
    return bits.isPresent() && bits.getAsInt() <= SAME;
  }

  private static List<byte[]> anew(byte[] jpeg) {
    List<byte[]> pictures = new ArrayList<>();
    try (MatScope mats = new MatScope()) {
      Mat picture = Pictures.decoded(jpeg, mats);
      pictures.add(encoded(picture, mats));
      for (double scale : SCALES) {
        Mat sized = mats.mat();
        int way = scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC;
        Imgproc.resize(picture, sized, new Size(), scale, scale, way);
        pictures.add(encoded(sized, mats));
      }
      for (int light : LIGHTS) {
        Mat lit = mats.mat();
        picture.convertTo(lit, -1, 1, light);
        pictures.add(encoded(lit, mats));
      }
    }
    return pictures;
  }

  private static byte[] encoded(Mat picture, MatScope mats) {
    MatOfByte jpeg = mats.track(new MatOfByte());
    MatOfInt options = mats.track(new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY));
    Imgcodecs.imencode(".jpg", picture, jpeg, options);
    return jpeg.toArray();
  }
}
