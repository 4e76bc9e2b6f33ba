package io.tillwatch.tools.faces;

import io.tillwatch.edge.camera.vision.BlazeFaceDetector;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.LbpFaceDetector;
import io.tillwatch.edge.camera.vision.VisionSettings;
import io.tillwatch.edge.camera.vision.YuNetFaceDetector;
import io.tillwatch.tools.bench.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Prints what is wanted of cameras and faces, and what a folder of pictures shows of it. */
public final class FaceMeasurements {
  private static final int EMPTY_ROOMS = 100;

  private final FaceSet set;
  private final int frames;
  private final PrintWriter out;
  private final List<String> curves = new ArrayList<>();
  private boolean missed;

  private FaceMeasurements(FaceSet set, int frames, PrintWriter out) {
    this.set = set;
    this.frames = frames;
    this.out = out;
  }

  /**
   * Measures; takes some minutes.
   *
   * @param frames of the run for memory; 0 leaves it out
   * @param curves file for the error rates of comparing at every limit, as CSV; null for none
   * @return whether nothing that was wanted was missed
   * @throws IllegalArgumentException where the folder has no portraits, or a wrong model
   */
  public static boolean print(Path folder, int frames, @Nullable Path curves, PrintWriter out)
      throws IOException, InterruptedException, ExecutionException {
    FaceMeasurements run = new FaceMeasurements(FaceSet.in(folder), frames, out);
    run.measure();
    if (curves != null) {
      Files.write(curves, run.curves());
    }
    return !run.missed;
  }

  private List<String> curves() {
    List<String> lines = new ArrayList<>();
    lines.add("matcher,landmarks,limit,false_matches,missed");
    lines.addAll(curves);
    return lines;
  }

  private void measure() throws IOException, InterruptedException, ExecutionException {
    // OpenCV must be loaded before the first picture
    BlazeFaceDetector blazeFace = new BlazeFaceDetector();
    List<KnownFace> faces = KnownFace.of(set);
    out.printf(
        "%s: %d portraits of %d people (%d without a known face), %d clips, %d for liveness%n%s%n",
        set.folder(),
        set.portraits().size(),
        set.people(),
        set.portraits().size() - faces.size(),
        set.clips().size(),
        set.spoof().size(),
        Machine.here());
    measureDetectors(faces, blazeFace);
    measureMatchers(faces);
    table(
        "Pictures shown again, and who is still there, without a model",
        new ReplayFigures(new FaceInspector(VisionSettings.withoutModels(true))).measure(set));
    table("Lane, with BlazeFace", new CaptureFigures(set).measure());
    table("Memory, with BlazeFace", List.of(memory()));
    table(
        "What no set of pictures can show",
        List.of(
            Figure.notShown("unplugged: seen", "<= 2 s", "CameraServiceIT, LaneCameraTest"),
            Figure.notShown("unplugged: back", "<= 5 s", "CameraServiceIT, LaneCameraTest")));
  }

  private void measureDetectors(List<KnownFace> faces, BlazeFaceDetector blazeFace)
      throws IOException {
    List<byte[]> rooms = Pictures.emptyRooms(EMPTY_ROOMS);
    table(
        "BlazeFace (default)",
        new DetectorFigures(blazeFace, rooms).measure(faces, set.clips(), DetectorTargets.BUNDLED));
    table(
        "LBP cascade (where BlazeFace cannot be loaded)",
        new DetectorFigures(new LbpFaceDetector(), rooms)
            .measure(faces, set.clips(), DetectorTargets.NONE));
    if (set.yunet().isPresent()) {
      table(
          "YuNet (configured)",
          new DetectorFigures(new YuNetFaceDetector(set.yunet().get()), rooms)
              .measure(faces, set.clips(), DetectorTargets.CONFIGURED));
    } else {
      out.println("\nYuNet: no model in " + set.folder().resolve("models"));
    }
  }

  private void measureMatchers(List<KnownFace> faces) throws IOException {
    if (set.matcher().isEmpty()) {
      out.println("\nComparing: no model in " + set.folder().resolve("models"));
      return;
    }
    String name = set.matcher().get().path().getFileName().toString();
    measureMatcher(name, "BlazeFace", /* withYunet= */ false, faces);
    if (set.yunet().isPresent()) {
      measureMatcher(name, "YuNet", /* withYunet= */ true, faces);
    }
  }

  private void measureMatcher(
      String name, String detector, boolean withYunet, List<KnownFace> faces) throws IOException {
    MatcherFigures figures = new MatcherFigures(new FaceInspector(set.settings(withYunet)));
    table(name + ", landmarks of " + detector, figures.measure(faces, set.clips()));
    figures.curve().forEach(line -> curves.add(name + "," + detector + "," + line));
  }

  private Figure memory() throws IOException, InterruptedException {
    return frames == 0
        ? Figure.notShown("memory", "<= 10 MB", "left out by --frames 0")
        : MemoryRun.measure(set.folder(), frames);
  }

  private void table(String title, List<Figure> figures) {
    out.println(Figure.head(title));
    for (Figure figure : figures) {
      out.println(figure.line());
      missed |= figure.verdict() == Figure.Verdict.MISSED;
    }
    out.flush();
  }
}
