package io.tillwatch.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.HeadTurn;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.camera.source.MjpegReader;
import io.tillwatch.edge.camera.vision.VisionSettings;
import io.tillwatch.edge.camera.vision.VisionWorker;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.LivePhotoException;
import io.tillwatch.edge.port.LivePhotoException.Reason;
import io.tillwatch.edge.port.LivePhotos.LivePhoto;
import io.tillwatch.edge.port.LivePhotos.Opened;
import io.tillwatch.edge.port.LivePhotos.Owner;
import io.tillwatch.edge.port.LivePhotos.Seen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** What becomes of the frames that a browser's camera gives; the time is the test's. */
class LiveSessionsIT {
  private static final Owner LANE = new Owner("kiosk-1", "A-01");
  private static final Owner OTHER_LANE = new Owner("kiosk-1", "A-02");
  private static final Duration BETWEEN_FRAMES = Duration.ofMillis(150);
  private static final int MOST = 40;

  /** Frames of the clip in which a head turns. */
  private static final int STRAIGHT_ON = 9;

  private static final int FURTHEST_LEFT = 14;

  private static VisionWorker worker;

  private final List<byte[]> sent = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-27T10:00:00Z");
  private LiveSessions sessions;

  @BeforeAll
  static void startWorker() {
    worker = new VisionWorker("live-test", 8, VisionSettings.withoutModels(false));
  }

  @AfterAll
  static void stopWorker() {
    worker.close();
  }

  @BeforeEach
  void open() {
    sessions = sessions(false);
  }

  @Test
  void takesThePhotoByItselfAndKeepsNothing() {
    Opened opened = sessions.open(LANE);

    LivePhoto photo = photo(opened, LANE, 7, 0);

    PhotoReport report = photo.picture().report();
    assertThat(report.verified()).as(report.toString()).isTrue();
    assertThat(report.source()).isEqualTo(SourceKind.BROWSER);
    assertThat(report.liveness()).isEqualTo(Liveness.UNDETERMINED);
    assertThat(photo.capturedAt()).isBetween(now.minusSeconds(5), now);
    assertThat(sent).hasSizeGreaterThanOrEqualTo(opened.frames());
    assertThat(Duration.between(now.minus(BETWEEN_FRAMES.multipliedBy(sent.size())), now))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertEverythingIsWiped();
    assertThat(openNow()).isZero();
  }

  @Test
  void saysWhatThePersonCanDoBetterAndTakesNoPhotoMeanwhile() {
    Opened opened = sessions.open(LANE);

    List<String> hints = new ArrayList<>();
    for (int frame = 0; frame < 12; frame++) {
      Seen seen = send(opened, LANE, BrowserFrames.ofFarAway(7, frame, 0.3));
      assertThat(seen.photo()).isNull();
      hints.add(seen.hint());
    }

    assertThat(hints).contains("TOO_SMALL");
    assertThat(photo(opened, LANE, 7, 100)).isNotNull();
  }

  @Test
  void refusesAStillPictureForWhatItIs() {
    Opened opened = sessions.open(LANE);
    byte[] still = BrowserFrames.of(7, 1);

    assertRefused(
        Reason.PHOTO_FROZEN,
        () -> {
          for (int frame = 0; frame < MOST; frame++) {
            send(opened, LANE, still.clone());
          }
        });

    assertRefused(Reason.PHOTO_FROZEN, () -> send(opened, LANE, BrowserFrames.of(7, 2)));
    assertEverythingIsWiped();
  }

  @Test
  void refusesAFewStillsInTurn() {
    Opened opened = sessions.open(LANE);

    assertRefused(
        Reason.PHOTO_FROZEN,
        () -> {
          for (int frame = 0; frame < MOST; frame++) {
            send(opened, LANE, BrowserFrames.of(7, frame % 3));
          }
        });
  }

  @Test
  void refusesARecordingOfAnotherSession() {
    photo(sessions.open(LANE), LANE, 7, 0);
    Opened later = sessions.open(OTHER_LANE);
    send(later, OTHER_LANE, BrowserFrames.of(7, 1_000));

    assertRefused(Reason.PHOTO_REPLAYED, () -> send(later, OTHER_LANE, BrowserFrames.of(7, 2)));

    assertRefused(Reason.PHOTO_REPLAYED, () -> send(later, OTHER_LANE, BrowserFrames.of(7, 1_001)));
    assertEverythingIsWiped();
  }

  @Test
  void letsEmptyPicturesRepeatSinceCoveredCamerasGiveThem() {
    send(sessions.open(LANE), LANE, BrowserFrames.empty(640, 480));

    Seen seen = send(sessions.open(OTHER_LANE), OTHER_LANE, BrowserFrames.empty(640, 480));

    assertThat(seen.hint()).isEqualTo("NO_FACE");
  }

  @Test
  void takesANonceForOnePhotoOfItsOwnSessionAtItsOwnLane() {
    Opened used = sessions.open(LANE);
    photo(used, LANE, 7, 0);
    Opened mine = sessions.open(LANE);
    Opened others = sessions.open(OTHER_LANE);
    byte[] frame = BrowserFrames.of(8, 0);

    assertRefused(Reason.LIVE_SESSION_USED, () -> send(used, LANE, frame));
    assertRefused(
        Reason.LIVE_SESSION_USED, () -> send(mine.id(), LANE, used.nonce(), frame.clone()));
    assertRefused(
        Reason.OTHER_LIVE_SESSION, () -> send(mine.id(), LANE, others.nonce(), frame.clone()));
    assertRefused(Reason.PHOTO_NONCE_WRONG, () -> send(mine.id(), LANE, "x", frame.clone()));
    assertRefused(Reason.OTHER_LANE, () -> send(mine, OTHER_LANE, frame.clone()));
    assertRefused(Reason.OTHER_LANE, () -> send(mine, new Owner("kiosk-2", "A-01"), frame.clone()));
    assertRefused(
        Reason.UNKNOWN_LIVE_SESSION, () -> send("ls_none", LANE, mine.nonce(), frame.clone()));
  }

  @Test
  void endsAfterThirtySeconds() {
    Opened opened = sessions.open(LANE);
    send(opened, LANE, BrowserFrames.of(7, 0));
    assertThat(opened.expiresAt()).isEqualTo(now.minus(BETWEEN_FRAMES).plusSeconds(30));

    now = opened.expiresAt();

    assertRefused(Reason.LIVE_SESSION_EXPIRED, () -> send(opened, LANE, BrowserFrames.of(7, 1)));
    Opened next = sessions.open(LANE);
    assertRefused(
        Reason.LIVE_SESSION_EXPIRED,
        () -> send(next.id(), LANE, opened.nonce(), BrowserFrames.of(7, 2)));
    assertThat(sent.get(0)).containsOnly(0);
  }

  @Test
  void endsWhenItsLaneOpensAnotherOrLeaves() {
    Opened first = sessions.open(LANE);
    send(first, LANE, BrowserFrames.of(7, 0));

    Opened second = sessions.open(LANE);
    assertRefused(Reason.LIVE_SESSION_ENDED, () -> send(first, LANE, BrowserFrames.of(7, 1)));
    send(second, LANE, BrowserFrames.of(7, 2));
    sessions.end(second.id(), OTHER_LANE);
    send(second, LANE, BrowserFrames.of(7, 3));
    sessions.end(second.id(), LANE);

    assertRefused(Reason.LIVE_SESSION_ENDED, () -> send(second, LANE, BrowserFrames.of(7, 4)));
    assertThat(openNow()).isZero();
    sent.subList(0, 3).forEach(frame -> assertThat(frame).containsOnly(0));
  }

  @Test
  void keepsFramesAndSessionsFew() throws Exception {
    Opened opened = sessions.open(LANE);
    assertThatThrownBy(() -> send(opened, LANE, BrowserFrames.empty(2_000, 2_000)))
        .isInstanceOf(InvalidPictureException.class)
        .hasMessageContaining("2.1 megapixels");
    assertThatThrownBy(() -> send(opened, LANE, new byte[100]))
        .isInstanceOf(InvalidPictureException.class);

    // one frame at a time
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Object> busy = worker.ask(inspector -> pause(go));
    CompletableFuture<Seen> first =
        sessions.frame(opened.id(), LANE, opened.nonce(), BrowserFrames.of(7, 0));
    assertRefused(Reason.FRAME_IN_PROGRESS, () -> send(opened, LANE, BrowserFrames.of(7, 1)));
    go.countDown();
    busy.get(10, TimeUnit.SECONDS);
    first.get(10, TimeUnit.SECONDS);

    for (int lane = openNow(); lane < LiveSessions.MOST_OPEN; lane++) {
      sessions.open(new Owner("kiosk-1", "L-" + lane));
    }
    assertThatThrownBy(() -> sessions.open(new Owner("kiosk-1", "one more")))
        .isInstanceOf(CameraBusyException.class);
    now = now.plusSeconds(31);
    assertThat(sessions.open(new Owner("kiosk-1", "one more"))).isNotNull();
    assertThat(openNow()).isEqualTo(1);
  }

  @Test
  void waitsForAHeadToTurnWhereThatIsAsked() {
    sessions = sessions(true);
    Opened opened = sessions.open(LANE);

    List<String> hints = new ArrayList<>();
    for (int frame = 0; frame < MOST; frame++) {
      Seen seen = send(opened, LANE, BrowserFrames.of(7, frame));
      assertThat(seen.photo()).as("a person who looks straight on").isNull();
      hints.add(String.valueOf(seen.hint()));
    }

    assertThat(opened.turn()).isNotNull();
    assertThat(hints).endsWith("TURN_" + opened.turn());
  }

  /** A woman who turns her head from her right to her left, in front of a soft camera. */
  @ParameterizedTest
  @EnumSource(HeadTurn.Direction.class)
  void takesThePhotoOfARealHeadThatTurnsTheWayThatWasAskedForAndNoOther(HeadTurn.Direction asked)
      throws IOException {
    List<byte[]> clip = clip("female.mjpeg");
    List<byte[]> toLeft = clip.subList(STRAIGHT_ON, FURTHEST_LEFT + 1);
    List<byte[]> toRight = new ArrayList<>(clip.subList(0, STRAIGHT_ON));
    Collections.reverse(toRight);
    boolean left = asked == HeadTurn.Direction.LEFT;

    LivePhoto right = turned(asked, clip.get(STRAIGHT_ON), left ? toLeft : toRight);
    assertThat(right).isNotNull();
    assertThat(right.picture().report().liveness().verdict()).isEqualTo(Liveness.Verdict.LIVE);

    assertThat(turned(asked, clip.get(STRAIGHT_ON), left ? toRight : toLeft)).isNull();
  }

  /**
   * Opens sessions until one asks for that direction; the photo once the head has turned, or null.
   */
  private LivePhoto turned(HeadTurn.Direction asked, byte[] straight, List<byte[]> turning) {
    Opened opened;
    do {
      sessions = sessions(true);
      opened = sessions.open(LANE);
    } while (opened.turn() != asked);
    Seen seen;
    int frame = 0;
    do {
      seen = send(opened, LANE, grained(straight, frame++));
      assertThat(seen.photo()).isNull();
    } while (!("TURN_" + asked).equals(seen.hint()) && frame < MOST);
    assertThat(seen.hint()).isEqualTo("TURN_" + asked);
    for (byte[] next : turning) {
      seen = send(opened, LANE, next.clone());
      if (seen.photo() != null) {
        return seen.photo();
      }
    }
    return null;
  }

  /** No sensor gives a frame twice. */
  private static byte[] grained(byte[] jpeg, int seed) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    byte[] pixels = new byte[(int) (picture.total() * picture.channels())];
    picture.get(0, 0, pixels);
    Random grain = new Random(seed);
    for (int i = 0; i < pixels.length; i += 1 + grain.nextInt(7)) {
      pixels[i] = (byte) Math.min(255, (pixels[i] & 0xff) + 2);
    }
    picture.put(0, 0, pixels);
    MatOfByte grained = new MatOfByte();
    Imgcodecs.imencode(".jpg", picture, grained, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 95));
    picture.release();
    return grained.toArray();
  }

  private static List<byte[]> clip(String name) throws IOException {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    OpenCvLibrary.load();
    List<byte[]> frames = new ArrayList<>();
    MjpegReader reader =
        new MjpegReader(
            new ByteArrayInputStream(
                Files.readAllBytes(faces.get().resolve("video").resolve(name))));
    for (byte[] jpeg = reader.next(); jpeg != null; jpeg = reader.next()) {
      frames.add(jpeg);
    }
    return frames;
  }

  private LiveSessions sessions(boolean headTurn) {
    return new LiveSessions(worker, QualityGate.standard(), headTurn, () -> now);
  }

  /** Sends frames of that person until there is a photo. */
  private LivePhoto photo(Opened opened, Owner owner, long person, long from) {
    for (int frame = 0; frame < MOST; frame++) {
      Seen seen = send(opened, owner, BrowserFrames.of(person, from + frame));
      if (seen.photo() != null) {
        return seen.photo();
      }
    }
    throw new AssertionError("no photo after " + MOST + " frames");
  }

  private Seen send(Opened opened, Owner owner, byte[] frame) {
    return send(opened.id(), owner, opened.nonce(), frame);
  }

  private Seen send(String id, Owner owner, String nonce, byte[] frame) {
    sent.add(frame);
    try {
      Seen seen = sessions.frame(id, owner, nonce, frame).get(20, TimeUnit.SECONDS);
      now = now.plus(BETWEEN_FRAMES);
      return seen;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new AssertionError(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(Reason reason, Runnable sending) {
    assertThatThrownBy(sending::run)
        .isInstanceOfSatisfying(
            LivePhotoException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private void assertEverythingIsWiped() {
    assertThat(sent.stream().filter(frame -> frame[0] != 0)).isEmpty();
  }

  private static Object pause(CountDownLatch until) {
    try {
      return until.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As many as are wanting to the most that may be open. */
  private int openNow() {
    List<String> more = new ArrayList<>();
    try {
      while (more.size() < LiveSessions.MOST_OPEN) {
        more.add(sessions.open(counter(more.size())).id());
      }
    } catch (CameraBusyException full) {
      // counted
    }
    for (int i = 0; i < more.size(); i++) {
      sessions.end(more.get(i), counter(i));
    }
    return LiveSessions.MOST_OPEN - more.size();
  }

  private static Owner counter(int number) {
    return new Owner("counter", "C-" + number);
  }
}
