package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.HeadTurn;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.RunningMedian;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.port.LivePhotoException;
import io.tillwatch.edge.port.LivePhotoException.Reason;
import io.tillwatch.edge.port.LivePhotos.LivePhoto;
import io.tillwatch.edge.port.LivePhotos.Opened;
import io.tillwatch.edge.port.LivePhotos.Owner;
import io.tillwatch.edge.port.LivePhotos.Seen;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person before a browser's camera: from the first frame to the photo. Takes it by itself:
 * after a burst of eight from a good frame on, or where nothing better comes, or else the best
 * frame of two seconds that counts. Where a turn of the head is asked for, it takes the photo once
 * that was seen. Frames come one at a time.
 */
final class LiveSession {
  /** Frames that are looked at before there is a photo. */
  static final int BURST = 8;

  /**
   * A burst of a tenth of a second shows no more than one frame, and a recording is known by frames
   * that were shown before: of a clip of two seconds, half are shown in as long a time.
   */
  private static final Duration LEAST = Duration.ofSeconds(2);

  private static final Duration CONTENT_WITH_LESS = Duration.ofSeconds(2);

  private final Opened opened;
  private final Owner owner;
  private final FrameJudge judge;
  private final SeenFrames shown;
  private @Nullable Instant first;
  private @Nullable Instant counts;
  private @Nullable HeadTurn turn;

  LiveSession(
      Opened opened, Owner owner, QualityGate gate, RunningMedian sharpness, SeenFrames shown) {
    this.opened = opened;
    this.owner = owner;
    this.judge = new FrameJudge(gate, sharpness, /* movesByNature= */ true);
    this.shown = shown;
  }

  Opened opened() {
    return opened;
  }

  Owner owner() {
    return owner;
  }

  /**
   * Looks at a frame, on a vision thread.
   *
   * @throws LivePhotoException where it shows no living person
   */
  Seen judge(FaceInspector inspector, byte[] bytes, Instant at) {
    int number = judge.seen() + 1;
    FrameJudge.Judged judged = judge.consider(new Frame(number, bytes, at), inspector);
    refuseRecordings(judged);
    first = first == null ? at : first;
    counts = counts == null && judge.bestPasses() ? at : counts;
    String hint = judged.quality().advice() == null ? null : judged.quality().advice().name();
    if (!isEnough(at)) {
      return new Seen(number, judged.best(), hint, null);
    }
    if (opened.turn() != null && !isTurned(judged, opened.turn())) {
      return new Seen(number, judged.best(), "TURN_" + opened.turn().name(), null);
    }
    return new Seen(number, judged.best(), null, develop(inspector));
  }

  private void refuseRecordings(FrameJudge.Judged judged) {
    Long pixels = judged.pixels();
    if (pixels != null && judged.face() != null && shown.isOfOther(pixels, opened.id())) {
      throw new LivePhotoException(Reason.PHOTO_REPLAYED);
    }
    if (judge.seen() >= BURST && judge.isFrozen()) {
      throw new LivePhotoException(Reason.PHOTO_FROZEN);
    }
  }

  private boolean isEnough(Instant at) {
    if (first == null || counts == null || judge.seen() < BURST) {
      return false;
    }
    boolean burst = judge.burst() >= BURST && judge.bestPasses();
    boolean content = !at.isBefore(counts.plus(CONTENT_WITH_LESS));
    return (burst || content || judge.isSettled()) && !at.isBefore(first.plus(LEAST));
  }

  /**
   * The first look at a face after the burst is the one that the turn begins at. A face that is
   * lost may come back as another one: then it begins anew.
   */
  private boolean isTurned(FrameJudge.Judged judged, HeadTurn.Direction direction) {
    if (judged.face() == null || judged.face().turn().isEmpty()) {
      turn = null;
      return false;
    }
    double now = judged.face().turn().getAsDouble();
    turn = turn == null ? HeadTurn.from(now, direction) : turn.seen(now);
    return turn.isDone();
  }

  private LivePhoto develop(FaceInspector inspector) {
    CapturedPhoto taken = judge.develop(inspector, SourceKind.BROWSER);
    CapturedPhoto photo =
        turn == null ? taken : taken.with(HeadTurn.confirm(taken.report().liveness()));
    return new LivePhoto(photo, photo.capturedAt(), owner.laneId());
  }

  /** Wipes what is kept of it. */
  void forget() {
    judge.forget();
  }
}
