package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.CameraService;
import io.tillwatch.edge.camera.CapturedPhoto;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** How fast a lane takes its photo, and what it does not take for a living person. */
final class CaptureFigures {
  private static final int CAPTURES = 5;
  private static final double FEW_SCREENS = 0.05;
  private static final double FEW_PEOPLE = 0.02;

  private final FaceSet set;

  CaptureFigures(FaceSet set) {
    this.set = set;
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    List<Double> seconds = new ArrayList<>();
    Share caught = Share.none();
    for (Path clip : set.clips()) {
      boolean still = Pictures.isStill(Pictures.frames(clip));
      for (CapturedPhoto photo : photos(clip, still ? new ArrayList<>() : seconds)) {
        caught = still ? caught.plus(!photo.report().verified()) : caught;
      }
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(time(seconds));
    figures.add(
        caught.of() == 0
            ? Figure.notShown("frozen picture caught", ">= 100 %", "no clip of one frame")
            : Figure.of("frozen picture caught", ">= 100 %", caught.reaches(1), caught + ""));
    figures.addAll(spoofs());
    return figures;
  }

  private List<CapturedPhoto> photos(Path clip, List<Double> seconds)
      throws InterruptedException, ExecutionException {
    CameraSource source = new CameraSource(CameraSource.Kind.FILE, clip.toString());
    List<CapturedPhoto> photos = new ArrayList<>();
    Vertx vertx = Vertx.vertx();
    CameraConfig config = CameraConfig.of(source);
    try (CameraService lane = CameraService.of(vertx, config, InstantSource.system())) {
      lane.start().toCompletionStage().toCompletableFuture().get();
      for (int shot = 0; shot < CAPTURES; shot++) {
        long began = System.nanoTime();
        photos.add(lane.capture(null, 0, shot).toCompletionStage().toCompletableFuture().get());
        seconds.add((System.nanoTime() - began) / 1e9);
      }
    } finally {
      vertx.close();
    }
    return photos;
  }

  private static Figure time(List<Double> seconds) {
    String what = "standing still to photo, p50/p95";
    if (seconds.isEmpty()) {
      return Figure.notShown(what, "1.0 / 2.5 s", "no clip of a person");
    }
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double p50 = sorted[sorted.length / 2];
    double p95 = sorted[sorted.length * 95 / 100];
    return Figure.of(
        what,
        "1.0 / 2.5 s",
        p50 <= 1.0 && p95 <= 2.5,
        String.format(Locale.ROOT, "%.1f / %.1f s of %d", p50, p95, sorted.length));
  }

  private List<Figure> spoofs() throws IOException {
    if (set.liveness().size() != 2 || set.spoof().isEmpty()) {
      return List.of(Figure.notShown("screens and prints", "<= 5 %", "no models, or no pictures"));
    }
    FaceInspector inspector = new FaceInspector(set.settings(/* withYunet= */ false));
    Share accepted = Share.none();
    Share rejected = Share.none();
    for (Path picture : set.spoof()) {
      Liveness.Verdict verdict =
          inspector
              .inspect(Files.readAllBytes(picture), SourceKind.LIVE_CAMERA)
              .report()
              .liveness()
              .verdict();
      if (picture.getFileName().toString().contains("_F")) {
        accepted = accepted.plus(verdict == Liveness.Verdict.LIVE);
      } else {
        rejected = rejected.plus(verdict == Liveness.Verdict.SPOOF);
      }
    }
    return List.of(
        few("screens and prints accepted", "<= 5 %", FEW_SCREENS, accepted),
        few("living people rejected", "<= 2 %", FEW_PEOPLE, rejected));
  }

  private static Figure few(String what, String wanted, double most, Share share) {
    return share.of() * most < 1
        ? Figure.notShown(what, wanted, "%s: too few to tell".formatted(share))
        : Figure.of(what, wanted, share.value() <= most, share.withInterval());
  }
}
