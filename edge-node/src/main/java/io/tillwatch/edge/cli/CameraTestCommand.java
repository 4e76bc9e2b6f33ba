package io.tillwatch.edge.cli;

import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.edge.camera.CameraService;
import io.tillwatch.edge.camera.CapturedPhoto;
import io.tillwatch.edge.camera.LiveView;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.port.CameraUnavailableException;
import io.tillwatch.tools.faces.FaceMeasurements;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Takes one photo as a lane would, and says what is right or wrong with it; or measures finding and
 * comparing faces on a folder of pictures.
 */
@Command(
    name = "camera-test",
    description = {
      "Open the camera, take one photo as a lane would, and say what is wrong with it.",
      "With --live: print frames a second, measures and a hint until Ctrl-C or --seconds.",
      "With --measure: print what is wanted of cameras and faces beside what a folder shows.",
      "Exit code: 0 the photo is verified, 1 it is not, 2 there was no photo.",
      "Of --live: 0 there were pictures, 2 there was none.",
      "Of --measure: 0 no target was missed, 1 one was, 2 the folder cannot be used."
    },
    mixinStandardHelpOptions = true)
public final class CameraTestCommand implements Callable<Integer> {
  private static final int NOT_VERIFIED = 1;
  private static final int TARGET_MISSED = 1;
  private static final int NO_PHOTO = 2;
  private static final int MOST_FRAMES = 1_000_000;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Conf file whose camera and models to use, for example conf/store-a.yaml.")
  private @Nullable Path file;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "demo, device:0, folder:PATH, file:PATH, http://... or rtsp://..., instead of the conf's.")
  private @Nullable String source;

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      description = "Of --config: the camera that this lane uses.")
  private @Nullable String lane;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the photo here, as a JPEG.")
  private @Nullable Path out;

  @Option(
      names = "--person",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Which person the demo source draws (default: ${DEFAULT-VALUE}).")
  private long person;

  @Option(names = "--live", description = "Print what the camera shows, frame by frame.")
  private boolean live;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Of --live: how long; 0 until Ctrl-C (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--measure",
      paramLabel = "FOLDER",
      description =
          "Folder with portraits (below pictures/, named PERSON1.jpg, PERSON2.jpg), and where there "
              + "are any clips (video/), attacks (spoof/) and models (models/).")
  private @Nullable Path measure;

  @Option(
      names = "--frames",
      paramLabel = "NUMBER",
      defaultValue = "10000",
      description = "Of --measure: frames for memory, 0 for none (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--curves",
      paramLabel = "FILE",
      description =
          "Of --measure: write the error rates of comparing faces at every limit into it, as CSV.")
  private @Nullable Path curves;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    return measure == null ? photograph() : measure(measure);
  }

  private int measure(Path folder) throws InterruptedException {
    if (frames < 0 || frames > MOST_FRAMES) {
      return fail("--frames: expected 0 to " + MOST_FRAMES + ", found " + frames);
    }
    try {
      boolean all = FaceMeasurements.print(folder, frames, curves, spec.commandLine().getOut());
      return all ? 0 : TARGET_MISSED;
    } catch (CameraUnavailableException | IllegalArgumentException | IOException e) {
      return fail("--measure: " + e.getMessage());
    } catch (ExecutionException e) {
      return fail("--measure: " + e.getMessage());
    }
  }

  private int photograph() throws InterruptedException {
    Vertx vertx = null;
    try {
      CameraConfig config = config();
      vertx = Vertx.vertx();
      try (CameraService cameras = CameraService.of(vertx, config, InstantSource.system())) {
        return live ? watch(cameras) : report(cameras);
      }
    } catch (CameraUnavailableException | IllegalArgumentException | IOException e) {
      return fail(e.getMessage());
    } catch (ExecutionException e) {
      return fail(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    } finally {
      if (vertx != null) {
        vertx.close();
      }
    }
  }

  private int watch(CameraService cameras) throws InterruptedException, ExecutionException {
    if (seconds < 0) {
      return fail("--seconds: expected 0 or more, found " + seconds);
    }
    await(cameras.start());
    try (LiveView view = cameras.view(lane)) {
      boolean seen = new LiveCameraTest(spec.commandLine().getOut()).run(view, seconds);
      return seen ? 0 : fail("no picture: " + cameras.status(lane).message());
    }
  }

  private CameraConfig config() {
    CameraConfig configured = file == null ? null : ConfigLoader.load(file).camera();
    checkLane(configured);
    if (source == null) {
      if (configured == null) {
        throw new IllegalArgumentException("expected --source or --config, found neither");
      }
      return configured;
    }
    CameraSource named;
    try {
      named = CameraSource.parse(source);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--source " + e.getMessage(), e);
    }
    return configured == null ? CameraConfig.of(named) : configured.with(named);
  }

  private void checkLane(@Nullable CameraConfig configured) {
    if (lane == null) {
      return;
    }
    if (configured == null || source != null) {
      throw new IllegalArgumentException("--lane: goes with --config, and not with --source");
    }
    if (!configured.lanes().containsKey(lane)) {
      throw new IllegalArgumentException(
          "--lane: expected a lane of camera.lanes, which are "
              + configured.lanes().keySet()
              + ", found "
              + lane);
    }
  }

  private int report(CameraService cameras)
      throws InterruptedException, ExecutionException, IOException {
    await(cameras.start());
    Instant began = Instant.now();
    CapturedPhoto photo = await(cameras.capture(lane, person, began.toEpochMilli()));
    print(photo.report(), Duration.between(began, Instant.now()), cameras.canMatch());
    if (out != null) {
      Files.write(out, photo.jpeg());
      spec.commandLine().getOut().println("written     " + out);
    }
    return photo.report().verified() ? 0 : NOT_VERIFIED;
  }

  private void print(PhotoReport report, Duration took, boolean matching) {
    PrintWriter to = spec.commandLine().getOut();
    to.println("verified    " + (report.verified() ? "yes" : "no " + report.issues()));
    to.println("quality     " + report.quality().score() + " " + report.quality().grade());
    if (report.quality().advice() != null) {
      to.println("advice      " + report.quality().advice().hint());
    }
    to.println(
        "faces       "
            + report.faces().count()
            + (report.faces().box() == null ? "" : " " + report.faces().box()));
    to.println(
        "picture     "
            + report.stored().width()
            + " x "
            + report.stored().height()
            + " "
            + report.source());
    to.println("liveness    " + report.liveness().verdict());
    to.println("detector    " + report.detector().name() + " " + report.detector().sha256());
    to.println("matching    " + (matching ? "available" : "not available (no models configured)"));
    to.println("sha256      " + report.stored().sha256());
    to.println("took        " + took.toMillis() + " ms");
    to.flush();
  }

  private int fail(@Nullable String reason) {
    spec.commandLine().getErr().println("tillwatch: " + reason);
    return NO_PHOTO;
  }

  private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
