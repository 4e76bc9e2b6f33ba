package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose frames count here: those of one run a store, which has proved that it lives by speaking in
 * a session that this run gave it a moment ago, and each of them once. A run that comes after
 * another ends the other's sessions; that one must prove anew that it lives. Nothing of this rests
 * on wall clocks. Bounded: some sessions of 2 KiB for each store that holds the key. Safe for use
 * by several threads.
 */
final class PeerSessions {
  /** A session that nobody spoke in for so long was given in vain. */
  static final long OPEN_WITHIN_MILLIS = 10_000;

  /** A frame that took so much longer than the one before is late: nobody waits for its answer. */
  static final long LATE_MILLIS = 30_000;

  /** One over each way, and as many again that were made anew meanwhile. */
  private static final int MOST_SESSIONS = 4;

  private static final int MOST_STORES = 1_000;

  private final SessionTokens tokens;
  private final Map<StoreId, Speaker> speakers = new HashMap<>();

  PeerSessions(SessionTokens tokens) {
    this.tokens = tokens;
  }

  /** What keeps a question, whose mac holds, from being taken; null where it is taken. */
  synchronized @Nullable FrameRefusal take(Frame question, long nowMillis) {
    Speaker speaker = speakers.get(question.from());
    Session session = speaker == null ? null : speaker.find(question);
    if (session == null) {
      session = open(question, nowMillis);
      if (session == null) {
        return FrameRefusal.NOT_AGREED;
      }
    }
    return session.take(question, nowMillis);
  }

  /** Whether this run gave that session to that run, be it over or not. */
  boolean knows(Frame question) {
    return tokens.read(question.session(), question.from(), question.run()) != null;
  }

  private @Nullable Session open(Frame question, long nowMillis) {
    SessionTokens.Issue issue = tokens.read(question.session(), question.from(), question.run());
    if (issue == null || nowMillis - issue.millis() > OPEN_WITHIN_MILLIS) {
      return null;
    }
    Speaker speaker = speakers.get(question.from());
    if (speaker == null && speakers.size() < MOST_STORES) {
      speaker = new Speaker();
      speakers.put(question.from(), speaker);
    }
    return speaker == null ? null : speaker.open(question, issue);
  }

  /** One store. */
  private static final class Speaker {
    private final Map<ByteBuffer, Session> sessions = new LinkedHashMap<>();
    private @Nullable UUID run;

    /** Sessions up to this number have ended, and are not opened again. */
    private long ended;

    @Nullable Session find(Frame question) {
      return question.run().equals(run) ? sessions.get(ByteBuffer.wrap(question.session())) : null;
    }

    @Nullable Session open(Frame question, SessionTokens.Issue issue) {
      if (issue.number() <= ended) {
        return null;
      }
      Iterator<Session> all = sessions.values().iterator();
      boolean sameRun = question.run().equals(run);
      while (all.hasNext() && (!sameRun || sessions.size() >= MOST_SESSIONS)) {
        ended = Math.max(ended, all.next().number);
        all.remove();
      }
      run = question.run();
      Session session = new Session(issue.number());
      sessions.put(ByteBuffer.wrap(question.session()), session);
      return session;
    }
  }

  private static final class Session {
    private final long number;
    private final ReplayWindow window = new ReplayWindow();

    /** This store's uptime less the sender's, at the last frame: also how long that one took. */
    private long difference;

    private boolean begun;

    Session(long number) {
      this.number = number;
    }

    @Nullable FrameRefusal take(Frame question, long nowMillis) {
      if (!window.take(question.counter())) {
        return FrameRefusal.REPEATED;
      }
      long now = nowMillis - question.sentMillis();
      if (begun && now - difference > LATE_MILLIS) {
        return FrameRefusal.LATE;
      }
      begun = true;
      difference = now;
      return null;
    }
  }
}
