package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.codec.RecordCodec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How questions and answers become frames between stores, and which frames count: those made for
 * this store, in a session of this run, each once; of answers, the one to the question that was
 * asked. Agrees on a session where there is none, and once more where the other store forgot it.
 * Frames of form 1 as {@link LegacyFrames} says. Safe for use by several threads.
 */
public final class FrameExchange {
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final long RETRY_MILLIS = 2_000;

  private final StoreId self;
  private final UUID run = UUID.randomUUID();
  private final Seal seal;
  private final LongSupplier uptime;
  private final Handshake handshake;
  private final PeerSessions runs;
  private final LegacyFrames old;
  private final FrameHeaderCheck headerCheck;
  private final RefusedFrames refused = new RefusedFrames();
  private final HandshakeBackoff failedHellos = new HandshakeBackoff(RETRY_MILLIS);

  /**
   * @param acceptOldFrames whether frames of form 1 are exchanged with stores that know no other
   */
  public FrameExchange(StoreId self, Seal seal, boolean acceptOldFrames) {
    this(self, seal, acceptOldFrames, () -> System.nanoTime() / NANOS_A_MILLI);
  }

  FrameExchange(StoreId self, Seal seal, boolean acceptOldFrames, LongSupplier uptime) {
    SecureRandom random = new SecureRandom();
    SessionTokens tokens = new SessionTokens(random);
    this.self = self;
    this.seal = seal;
    this.uptime = uptime;
    this.handshake = new Handshake(self, run, seal, tokens, random, uptime);
    this.runs = new PeerSessions(tokens);
    this.old = new LegacyFrames(self, acceptOldFrames);
    this.headerCheck = new FrameHeaderCheck(self, seal, runs, old);
  }

  /** Random, new at each start. */
  UUID run() {
    return run;
  }

  RefusedFrames refused() {
    return refused;
  }

  LegacyFrames legacyFrames() {
    return old;
  }

  /** Asks the actor of another store. */
  public <Q, A> Future<A> ask(
      FrameTransport transport, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    long deadline = uptime.getAsLong() + timeout.toMillis();
    PeerSession session = handshake.with(to);
    if (session == null) {
      return old.mayBeOld(to) && failedHellos.isRecent(to, transport, uptime.getAsLong())
          ? askLegacy(transport, channel, to, question, timeout)
          : agreeAndAsk(transport, channel, to, question, deadline);
    }
    return askIn(session, transport, channel, question, deadline)
        .recover(
            why -> {
              if (!(why instanceof UnknownSessionException)) {
                return Future.failedFuture(why);
              }
              // nothing was done with it there
              handshake.forget(session);
              PeerSession newer = handshake.with(to);
              return newer == null
                  ? agreeAndAsk(transport, channel, to, question, deadline)
                  : askIn(newer, transport, channel, question, deadline);
            });
  }

  /** The frame that tells that store, or null where nothing can be told to it yet. */
  <T> @Nullable Buffer oneWay(Channel<T, Void> channel, StoreId to, T message) {
    PeerSession session = handshake.with(to);
    if (session != null) {
      return FrameFormat.encode(
          seal, channel.address(), question(session, session.next(), RecordCodec.toBytes(message)));
    }
    return old.mayBeOld(to) ? LegacyFrameFormat.encode(seal, channel.address(), message) : null;
  }

  /** Answers a hello; throws RefusedFrameException, and counts it. */
  Buffer welcome(Buffer hello) {
    return counting(() -> handshake.welcome(hello));
  }

  /** Reads a question; throws RefusedFrameException, and counts it. */
  <Q> Asked<Q> open(Channel<Q, ?> channel, Buffer frame) {
    return counting(
        () -> FrameFormat.isOne(frame) ? openNew(channel, frame) : openOld(channel, frame));
  }

  /** Looks at the beginning of a question; throws RefusedFrameException, and counts it. */
  void checkHeader(Buffer beginning) {
    counting(() -> headerCheck.at(beginning));
  }

  /**
   * A question that counts.
   *
   * @param answer makes the frame that answers it
   */
  record Asked<Q>(Q question, Function<Object, Buffer> answer) {}

  private <Q, A> Future<A> agreeAndAsk(
      FrameTransport transport, Channel<Q, A> channel, StoreId to, Q question, long deadline) {
    return handshake
        .agree(transport, to, left(deadline))
        .onSuccess(session -> old.showedNew(to))
        .onFailure(this::countIfRefused)
        .transform(
            agreed -> {
              if (agreed.succeeded()) {
                return askIn(agreed.result(), transport, channel, question, deadline);
              }
              if (!old.mayBeOld(to)) {
                return Future.failedFuture(agreed.cause());
              }
              failedHellos.note(to, transport, uptime.getAsLong());
              return askLegacy(transport, channel, to, question, left(deadline));
            });
  }

  private <Q, A> Future<A> askIn(
      PeerSession session,
      FrameTransport transport,
      Channel<Q, A> channel,
      Q question,
      long deadline) {
    long number = session.next();
    Frame frame = question(session, number, RecordCodec.toBytes(question));
    Buffer bytes = FrameFormat.encode(seal, channel.address(), frame);
    return transport
        .carry(channel.address(), session.store(), bytes, left(deadline))
        .map(answer -> counting(() -> answerTo(session, number, channel, answer)));
  }

  private <A> A answerTo(PeerSession session, long number, Channel<?, A> channel, Buffer bytes) {
    Frame answer = FrameFormat.decode(seal, channel.address(), bytes);
    if (!session.isAnswered(answer, number, self)) {
      throw new RefusedFrameException(FrameRefusal.OTHER_RECIPIENT);
    }
    return RecordCodec.fromBytes(answer.body(), channel.answer());
  }

  private <Q, A> Future<A> askLegacy(
      FrameTransport transport, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    String address = channel.address();
    return transport
        .carry(address, to, LegacyFrameFormat.encode(seal, address, question), timeout)
        .map(
            answer ->
                counting(() -> LegacyFrameFormat.decode(seal, address, answer, channel.answer())));
  }

  private <Q> Asked<Q> openNew(Channel<Q, ?> channel, Buffer bytes) {
    String address = channel.address();
    Frame frame = FrameFormat.decode(seal, address, bytes);
    if (frame.kind() != Frame.Kind.QUESTION || !frame.to().equals(self)) {
      throw new RefusedFrameException(FrameRefusal.OTHER_RECIPIENT);
    }
    FrameRefusal why = runs.take(frame, uptime.getAsLong());
    if (why != null) {
      throw new RefusedFrameException(why);
    }
    old.showedNew(frame.from());
    Q question = RecordCodec.fromBytes(frame.body(), channel.question());
    StoreId named = channel.sender().apply(question);
    if (named != null && !named.equals(frame.from())) {
      throw new RefusedFrameException(FrameRefusal.FORGED, "a store speaks in another's name");
    }
    return new Asked<>(
        question, answer -> FrameFormat.encode(seal, address, answer(frame, answer)));
  }

  private <Q> Asked<Q> openOld(Channel<Q, ?> channel, Buffer bytes) {
    if (!old.isAccepted() && bytes != null && bytes.length() > 0 && bytes.getByte(0) == 1) {
      // not even looked at
      throw new RefusedFrameException(FrameRefusal.OLD_FORM);
    }
    String address = channel.address();
    Q question = LegacyFrameFormat.decode(seal, address, bytes, channel.question());
    if (!old.takes(channel.sender().apply(question))) {
      throw new RefusedFrameException(FrameRefusal.OLD_FORM);
    }
    return new Asked<>(question, answer -> LegacyFrameFormat.encode(seal, address, answer));
  }

  private Frame question(PeerSession session, long number, byte[] body) {
    return new Frame(
        Frame.Kind.QUESTION,
        self,
        run,
        session.store(),
        session.name(),
        number,
        uptime.getAsLong(),
        body);
  }

  private Frame answer(Frame question, Object answer) {
    return new Frame(
        Frame.Kind.ANSWER,
        self,
        run,
        question.from(),
        question.session(),
        question.counter(),
        uptime.getAsLong(),
        RecordCodec.toBytes(answer));
  }

  private Duration left(long deadline) {
    return Duration.ofMillis(Math.max(1, deadline - uptime.getAsLong()));
  }

  private <T> T counting(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RefusedFrameException e) {
      refused.count(e.why());
      throw e;
    }
  }

  private void countIfRefused(Throwable why) {
    if (why instanceof RefusedFrameException frame) {
      refused.count(frame.why());
    }
  }
}
