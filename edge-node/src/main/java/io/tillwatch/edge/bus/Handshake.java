package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How two runs agree, once: a hello carries a random challenge, a welcome repeats it and gives a
 * session. So the one who asks knows that the other lives now; the other knows it with the first
 * question in that session. No clock is compared. A hello that somebody kept and sends again is
 * welcomed and changes nothing. Safe for use by several threads.
 */
final class Handshake {
  /** Where frames of this kind arrive. */
  static final String ADDRESS = "frames.hello";

  /** A store by one transport. */
  record Route(StoreId to, String name) {}

  private final StoreId self;
  private final UUID run;
  private final Seal seal;
  private final SessionTokens tokens;
  private final SecureRandom random;
  private final LongSupplier uptime;
  private final Map<StoreId, PeerSession> agreed = new ConcurrentHashMap<>();
  private final Map<Route, CompletableFuture<PeerSession>> underWay = new ConcurrentHashMap<>();

  Handshake(
      StoreId self,
      UUID run,
      Seal seal,
      SessionTokens tokens,
      SecureRandom random,
      LongSupplier uptime) {
    this.self = self;
    this.run = run;
    this.seal = seal;
    this.tokens = tokens;
    this.random = random;
    this.uptime = uptime;
  }

  /** The session with that store, or null. */
  @Nullable PeerSession with(StoreId store) {
    return agreed.get(store);
  }

  /** That session is of no use any more. */
  void forget(PeerSession session) {
    agreed.remove(session.store(), session);
  }

  /** Agrees on a session; who asks meanwhile waits for the same one. */
  Future<PeerSession> agree(FrameTransport transport, StoreId with, Duration timeout) {
    Route key = new Route(with, transport.name());
    CompletableFuture<PeerSession> mine = new CompletableFuture<>();
    CompletableFuture<PeerSession> before = underWay.putIfAbsent(key, mine);
    if (before == null) {
      sayHello(transport, with, timeout)
          .onComplete(
              done -> {
                underWay.remove(key, mine);
                if (done.succeeded()) {
                  mine.complete(done.result());
                } else {
                  mine.completeExceptionally(done.cause());
                }
              });
    }
    Context asker = Vertx.currentContext();
    CompletableFuture<PeerSession> shared = before == null ? mine : before;
    return asker == null
        ? Future.fromCompletionStage(shared)
        : Future.fromCompletionStage(shared, asker);
  }

  private Future<PeerSession> sayHello(FrameTransport transport, StoreId with, Duration timeout) {
    byte[] challenge = new byte[Frame.SESSION_BYTES];
    random.nextBytes(challenge);
    Frame hello = frame(Frame.Kind.HELLO, with, challenge, new byte[0]);
    Buffer bytes = FrameFormat.encode(seal, ADDRESS, hello);
    return transport
        .carry(ADDRESS, with, bytes, timeout)
        .map(answer -> welcomed(with, challenge, answer));
  }

  private PeerSession welcomed(StoreId with, byte[] challenge, Buffer answer) {
    Frame welcome = FrameFormat.decode(seal, ADDRESS, answer);
    boolean answers =
        welcome.kind() == Frame.Kind.WELCOME
            && welcome.from().equals(with)
            && welcome.to().equals(self)
            && !welcome.run().equals(run)
            && Arrays.equals(welcome.body(), challenge);
    if (!answers) {
      throw new RefusedFrameException(FrameRefusal.OTHER_RECIPIENT);
    }
    PeerSession session = new PeerSession(with, welcome.run(), welcome.session());
    agreed.put(with, session);
    return session;
  }

  /** Answers a hello. */
  Buffer welcome(Buffer bytes) {
    Frame hello = FrameFormat.decode(seal, ADDRESS, bytes);
    if (hello.kind() != Frame.Kind.HELLO || !hello.to().equals(self) || hello.run().equals(run)) {
      throw new RefusedFrameException(FrameRefusal.OTHER_RECIPIENT);
    }
    byte[] session = tokens.issue(hello.from(), hello.run(), uptime.getAsLong());
    Frame welcome = frame(Frame.Kind.WELCOME, hello.from(), session, hello.session());
    return FrameFormat.encode(seal, ADDRESS, welcome);
  }

  private Frame frame(Frame.Kind kind, StoreId to, byte[] session, byte[] body) {
    return new Frame(kind, self, run, to, session, 0, uptime.getAsLong(), body);
  }
}
