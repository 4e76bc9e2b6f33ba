package io.tillwatch.edge.camera;

import static io.tillwatch.edge.camera.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.CameraTimings;
import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.JpegHeader;
import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.camera.source.FolderSource;
import io.tillwatch.edge.camera.source.FrameSource;
import io.tillwatch.edge.camera.source.MjpegFileSource;
import io.tillwatch.edge.camera.source.OpenCvSource;
import io.tillwatch.edge.camera.source.SyntheticSource;
import io.tillwatch.edge.camera.vision.InspectedPhoto;
import io.tillwatch.edge.camera.vision.VisionSettings;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.CameraUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraServiceIT {
  private static Vertx vertx;
  private CameraService service;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    await(vertx.close());
  }

  @AfterEach
  void closeService() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void capturesADrawnPersonOfTheGivenSeedAndClosesTheCamera() {
    CameraService demo = with(new SyntheticSource());

    CapturedPhoto photo = await(demo.capture(null, 41, 1));

    assertThat(photo.report().verified()).isTrue();
    assertThat(photo.report().source()).isEqualTo(SourceKind.DEMO);
    assertThat(PictureHeader.read(photo.jpeg()).drawing()).isTrue();
    assertThat(Sha256.hex(photo.jpeg())).isEqualTo(photo.report().stored().sha256());
    eventually(() -> assertThat(demo.status(null).state()).isEqualTo("CLOSED"));
  }

  @Test
  void givesEachCaptureOtherBytes() {
    CameraService demo = with(new SyntheticSource());

    CapturedPhoto first = await(demo.capture(null, 41, 1));
    CapturedPhoto second = await(demo.capture(null, 41, 2));

    assertThat(first.report().stored().sha256()).isNotEqualTo(second.report().stored().sha256());
    long differing =
        first.report().faces().perceptualHash().bits()
            ^ second.report().faces().perceptualHash().bits();
    assertThat(Long.bitCount(differing)).isGreaterThan(1);
  }

  @Test
  void saysSoWhereThereIsNoCamera() {
    service =
        new CameraService(
            vertx,
            VisionSettings.withoutModels(false),
            Optional.empty(),
            CameraTimings.standard(),
            InstantSource.system());

    assertThatThrownBy(() -> await(service.capture(null, 1, 1)))
        .hasCauseInstanceOf(CameraUnavailableException.class);
    assertThatThrownBy(() -> service.preview(null, false, frame -> {}))
        .isInstanceOf(CameraUnavailableException.class);
    assertThat(service.status(null).state()).isEqualTo("NONE");
  }

  @Test
  void saysWhyACameraGivesNoPicture() {
    CameraService missing = with(OpenCvSource.device(97));

    assertThatThrownBy(() -> await(missing.capture(null, 1, 1)))
        .hasCauseInstanceOf(CameraUnavailableException.class)
        .hasMessageContaining("Camera offline since")
        .hasMessageContaining("device:97");
  }

  @Test
  void capturesFromAFolderOfPictures(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("a.jpg"), DemoPictures.personJpeg(5, 1));

    CapturedPhoto photo = await(with(new FolderSource(folder)).capture(null, 0, 0));

    assertThat(photo.report().verified()).isTrue();
  }

  @Test
  void answersWithAnUnverifiedPictureWhereNobodyIsThere(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("a.jpg"), DemoPictures.facelessJpeg(5));

    CapturedPhoto photo = await(with(new FolderSource(folder)).capture(null, 0, 0));

    assertThat(photo.report().verified()).isFalse();
    assertThat(photo.report().issues()).containsExactly("NO_FACE");
  }

  @Test
  void callsAStillPictureInAStreamAReplay(@TempDir Path folder) throws IOException {
    Path still = folder.resolve("still.mjpeg");
    Files.write(still, DemoPictures.personJpeg(5, 1));

    CapturedPhoto photo = await(with(new MjpegFileSource(still)).capture(null, 0, 0));

    assertThat(photo.report().issues()).contains("NOT_LIVE");
    assertThat(photo.report().verified()).isFalse();
    assertThat(photo.report().liveness().score()).isZero();
  }

  @Test
  void callsAStillAReplayHoweverItsFramesAreEncoded(@TempDir Path folder) throws IOException {
    byte[] plain = DemoPictures.personJpeg(5, 1);
    byte[] tagged = JpegHeader.markedAsDrawing(plain);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (byte[] frame : List.of(plain, plain, tagged, plain, tagged, tagged)) {
      frames.writeBytes(frame);
    }
    Path still = folder.resolve("still.mjpeg");
    Files.write(still, frames.toByteArray());

    CapturedPhoto photo = await(with(new MjpegFileSource(still)).capture(null, 0, 0));

    assertThat(photo.report().issues()).contains("NOT_LIVE");
  }

  @Test
  void takesRealPeopleAndRefusesTheirStillFromClips() {
    Optional<Path> faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    for (String clip : List.of("male.mjpeg", "female.mjpeg", "dad.mjpeg")) {
      CameraService player = with(new MjpegFileSource(faces.get().resolve("video/" + clip)));
      long began = System.nanoTime();
      CapturedPhoto photo = await(player.capture(null, 0, 0));
      System.out.printf(
          "%s: verified=%s quality=%d issues=%s in %d ms%n",
          clip,
          photo.report().verified(),
          photo.report().quality().score(),
          photo.report().issues(),
          (System.nanoTime() - began) / 1_000_000);
      player.close();

      assertThat(photo.report().verified()).as(clip).isEqualTo(!clip.startsWith("dad"));
    }
  }

  @Test
  void showsJpegsToWhoeverWatchesAndClosesWhenNobodyDoes() {
    CameraService demo = with(new SyntheticSource());
    ConcurrentLinkedQueue<byte[]> frames = new ConcurrentLinkedQueue<>();

    try (LanePreview preview = demo.preview(null, true, frames::add)) {
      eventually(() -> assertThat(frames).hasSizeGreaterThan(3));
      assertThat(preview.ended()).isNotDone();
    }

    assertThat(PictureHeader.read(frames.peek()).width()).isEqualTo(640);
    eventually(() -> assertThat(demo.status(null).state()).isEqualTo("CLOSED"));
  }

  @Test
  void refusesPicturesByNameWhenTooManyWait() {
    CameraService busy = with(new SyntheticSource());
    byte[] picture = DemoPictures.personJpeg(1, 1);
    List<Future<InspectedPhoto>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(busy.inspect(picture, SourceKind.UPLOAD));
    }
    await(Future.join(answers).otherwiseEmpty());

    long refused = answers.stream().filter(Future::failed).count();
    assertThat(refused).isPositive().isLessThan(190);
    assertThat(answers.stream().filter(Future::failed).map(Future::cause))
        .allSatisfy(why -> assertThat(why).isInstanceOf(CameraBusyException.class));
  }

  @Test
  void answersOnTheCallersContextAndKeepsTheRefusalsType() {
    CameraService demo = with(new SyntheticSource());
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    AtomicReference<Boolean> sameContext = new AtomicReference<>();
    vertx.runOnContext(
        go -> {
          var caller = Vertx.currentContext();
          demo.inspect("no picture".getBytes(StandardCharsets.UTF_8), SourceKind.UPLOAD)
              .onFailure(
                  why -> {
                    sameContext.set(Vertx.currentContext() == caller);
                    refusal.set(why);
                  });
        });

    eventually(() -> assertThat(refusal.get()).isInstanceOf(InvalidPictureException.class));
    assertThat(sameContext.get()).isTrue();
  }

  @Test
  void doesNotCompareFacesWithoutAModel() {
    byte[] picture = DemoPictures.personJpeg(1, 1);

    assertThat(await(with(new SyntheticSource()).compare(picture, picture)))
        .isEqualTo(FaceMatch.not(FaceMatch.Reason.NO_MODEL));
  }

  private CameraService with(FrameSource source) {
    CameraTimings timings =
        new CameraTimings(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            8,
            Duration.ofMillis(200),
            Duration.ofMillis(500));
    service =
        new CameraService(
            vertx,
            VisionSettings.withoutModels(/* drawingsCount= */ true),
            Optional.of(source),
            timings,
            InstantSource.system());
    return service;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e.getCause() == null ? e : e.getCause());
    }
  }
}
