package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.HeadTurn;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.RunningMedian;
import io.tillwatch.edge.camera.vision.VisionWorker;
import io.tillwatch.edge.config.files.RandomToken;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.LivePhotoException;
import io.tillwatch.edge.port.LivePhotoException.Reason;
import io.tillwatch.edge.port.LivePhotos.Opened;
import io.tillwatch.edge.port.LivePhotos.Owner;
import io.tillwatch.edge.port.LivePhotos.Seen;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live sessions of a node: few, short, each with its nonce. Frames are judged on a vision
 * worker's thread. Of a session that is over only its end is remembered, for a while, so that
 * whoever is late hears the true reason.
 */
final class LiveSessions {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);

  static final Duration LIFE = Duration.ofSeconds(30);
  static final int MOST_OPEN = 32;

  /** Eight a second, all the time. */
  private static final int MOST_FRAMES = 240;

  /** More than any till's camera needs: faces are looked for in far smaller pictures. */
  private static final long MOST_PIXELS = 2_100_000;

  private static final int MOST_ENDS = 256;
  private static final int MOST_SHOWN = 20_000;
  private static final int MOST_LANES = 64;
  private static final int SHARPNESS_WINDOW = 120;
  private static final int SECRET_BYTES = 18;

  private final VisionWorker worker;
  private final QualityGate gate;
  private final boolean headTurn;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final SeenFrames shown = new SeenFrames(MOST_SHOWN);
  private final Map<String, Active> open = new HashMap<>();

  /** How sessions ended, by their ids and by their nonces. */
  private final Map<String, Reason> ends = bounded(2 * MOST_ENDS);

  private final Map<String, RunningMedian> sharpness = bounded(MOST_LANES);

  /** A session, and whether a frame of it is looked at. */
  private static final class Active {
    private final LiveSession session;
    private boolean busy;
    private boolean over;
    private int frames;

    Active(LiveSession session) {
      this.session = session;
    }
  }

  LiveSessions(VisionWorker worker, QualityGate gate, boolean headTurn, InstantSource clock) {
    this.worker = worker;
    this.gate = gate;
    this.headTurn = headTurn;
    this.clock = clock;
  }

  /** A new session; one at the same lane by the same caller ends. */
  synchronized Opened open(Owner owner) {
    expire();
    open.values().stream()
        .filter(active -> active.session.owner().equals(owner))
        .map(active -> active.session.opened().id())
        .toList()
        .forEach(id -> close(id, Reason.LIVE_SESSION_ENDED));
    if (open.size() >= MOST_OPEN) {
      throw new CameraBusyException(open.size());
    }
    Opened opened =
        new Opened(
            "ls_" + RandomToken.of(SECRET_BYTES),
            RandomToken.of(SECRET_BYTES),
            clock.instant().plus(LIFE),
            LiveSession.BURST,
            headTurn ? pick(HeadTurn.Direction.values()) : null);
    RunningMedian median =
        sharpness.computeIfAbsent(
            String.valueOf(owner.laneId()), lane -> new RunningMedian(SHARPNESS_WINDOW));
    open.put(opened.id(), new Active(new LiveSession(opened, owner, gate, median, shown)));
    return opened;
  }

  /** Fails with what is wrong with the frame, the nonce or the session. */
  CompletableFuture<Seen> frame(String id, Owner owner, String nonce, byte[] bytes) {
    Active active;
    try {
      active = admit(id, owner, nonce);
      requireSmall(active, bytes);
    } catch (LivePhotoException | InvalidPictureException e) {
      Arrays.fill(bytes, (byte) 0);
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<Seen> answer = new CompletableFuture<>();
    worker
        .ask(inspector -> active.session.judge(inspector, bytes, clock.instant()))
        .whenComplete((seen, failure) -> answer(active, seen, failure, answer));
    return answer;
  }

  private void answer(
      Active active,
      @Nullable Seen seen,
      @Nullable Throwable failure,
      CompletableFuture<Seen> answer) {
    judged(active, seen, failure);
    if (failure == null) {
      answer.complete(seen);
    } else {
      answer.completeExceptionally(failure);
    }
  }

  private synchronized Active admit(String id, Owner owner, String nonce) {
    expire();
    Active active = open.get(id);
    if (active == null) {
      throw new LivePhotoException(ends.getOrDefault(id, Reason.UNKNOWN_LIVE_SESSION));
    }
    if (!active.session.owner().equals(owner)) {
      throw new LivePhotoException(Reason.OTHER_LANE);
    }
    if (!same(active.session.opened().nonce(), nonce)) {
      boolean others =
          open.values().stream().anyMatch(other -> same(other.session.opened().nonce(), nonce));
      throw new LivePhotoException(
          others ? Reason.OTHER_LIVE_SESSION : ends.getOrDefault(nonce, Reason.PHOTO_NONCE_WRONG));
    }
    if (active.busy) {
      throw new LivePhotoException(Reason.FRAME_IN_PROGRESS);
    }
    if (++active.frames > MOST_FRAMES) {
      close(id, Reason.TOO_MANY_FRAMES);
      throw new LivePhotoException(Reason.TOO_MANY_FRAMES);
    }
    active.busy = true;
    return active;
  }

  private synchronized void requireSmall(Active active, byte[] bytes) {
    try {
      PictureHeader header = PictureHeader.read(bytes);
      if ((long) header.width() * header.height() > MOST_PIXELS) {
        throw new InvalidPictureException(
            "Expected frames of at most 2.1 megapixels, found "
                + header.width()
                + " x "
                + header.height()
                + "; send smaller ones");
      }
    } catch (InvalidPictureException e) {
      active.busy = false;
      throw e;
    }
  }

  private synchronized void judged(
      Active active, @Nullable Seen seen, @Nullable Throwable failure) {
    active.busy = false;
    String id = active.session.opened().id();
    if (active.over) {
      active.session.forget();
    } else if (seen != null && seen.photo() != null) {
      close(id, Reason.LIVE_SESSION_USED);
    } else if (failure instanceof LivePhotoException refused) {
      LOG.atInfo()
          .addKeyValue("lane", active.session.owner().laneId())
          .addKeyValue("reason", refused.reason())
          .log("a live session was refused");
      close(id, refused.reason());
    }
  }

  /** Nothing happens where it is over, or another's. */
  synchronized void end(String id, Owner owner) {
    Active active = open.get(id);
    if (active != null && active.session.owner().equals(owner)) {
      close(id, Reason.LIVE_SESSION_ENDED);
    }
  }

  /** Ends what is older than a session may get. */
  synchronized void expire() {
    List<String> late = new ArrayList<>();
    for (Active active : open.values()) {
      if (!clock.instant().isBefore(active.session.opened().expiresAt())) {
        late.add(active.session.opened().id());
      }
    }
    late.forEach(id -> close(id, Reason.LIVE_SESSION_EXPIRED));
  }

  /** Ends all of them. */
  synchronized void closeAll() {
    List.copyOf(open.keySet()).forEach(id -> close(id, Reason.LIVE_SESSION_ENDED));
  }

  private void close(String id, Reason why) {
    Active active = open.remove(id);
    if (active != null) {
      ends.put(id, why);
      ends.put(active.session.opened().nonce(), why);
      active.over = true;
      if (!active.busy) {
        active.session.forget();
      }
    }
  }

  private <T> T pick(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static <V> Map<String, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }
}
