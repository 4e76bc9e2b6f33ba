package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import io.tillwatch.edge.support.TestSeal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two stores and whoever listens between them, without a key. */
class FrameExchangeTest {
  private static final StoreId A = new StoreId("store-a");
  private static final StoreId B = new StoreId("store-b");
  private static final StoreId C = new StoreId("store-c");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long A_MINUTE = 60_000;

  private final TestSeal seal = new TestSeal("group");
  private long uptime = 1_000_000;

  private final Line line = new Line();
  private FrameExchange a = exchange(A, false);
  private FrameExchange b = exchange(B, false);

  @Test
  void asksAndIsAnsweredAfterOneHandshake() throws Exception {
    assertThat(ask(1)).isEqualTo("granted 1");
    assertThat(ask(2)).isEqualTo("granted 2");

    assertThat(line.passed).hasSize(3);
    assertThat(line.answered).isEqualTo(2);
  }

  @Test
  void takesNoFrameTwice() throws Exception {
    ask(1);
    Buffer question = line.last();

    assertThat(refusal(() -> b.open(StoreChannels.GRANT, question)))
        .isEqualTo(FrameRefusal.REPEATED);

    assertThat(b.refused().byReason()).containsEntry("repeated", 1L);
  }

  @Test
  void takesNoFrameOfAnEarlierRunOfItsSenderOrOfItself() throws Exception {
    ask(1);
    Buffer ofEarlierRun = line.last();

    // the sender was started again, and speaks
    a = exchange(A, false);
    ask(2);
    assertThat(refusal(() -> b.open(StoreChannels.GRANT, ofEarlierRun)))
        .isEqualTo(FrameRefusal.NOT_AGREED);

    // so was the recipient
    b = exchange(B, false);
    assertThat(refusal(() -> b.open(StoreChannels.GRANT, ofEarlierRun)))
        .isEqualTo(FrameRefusal.NOT_AGREED);
  }

  @Test
  void aSessionThatEndedIsNotOpenedAgainByAFrameOfIt() throws Exception {
    ask(1);
    Buffer first = line.last();
    FrameExchange earlier = a;
    a = exchange(A, false);
    ask(2);

    assertThat(refusal(() -> b.open(StoreChannels.GRANT, first)))
        .isEqualTo(FrameRefusal.NOT_AGREED);
    a = earlier;
    assertThat(ask(3)).as("the earlier run lives and agrees anew").isEqualTo("granted 3");
  }

  @Test
  void aRestartedRecipientIsAgreedWithAnewWithoutTheAskerNoticing() throws Exception {
    ask(1);
    b = exchange(B, false);

    assertThat(ask(2)).isEqualTo("granted 2");
  }

  @Test
  void takesNoFrameForAnotherStoreAndNoneOnAnotherChannel() throws Exception {
    ask(1);
    Buffer forB = line.last();
    FrameExchange c = exchange(C, false);

    assertThat(refusal(() -> c.open(StoreChannels.GRANT, forB)))
        .isEqualTo(FrameRefusal.OTHER_RECIPIENT);
    assertThat(refusal(() -> a.open(StoreChannels.GRANT, forB)))
        .isEqualTo(FrameRefusal.OTHER_RECIPIENT);
    assertThat(refusal(() -> b.open(StoreChannels.PULL, forB))).isEqualTo(FrameRefusal.FORGED);
  }

  @Test
  void tellsByTheBeginningOfAFrameThatItCannotCount() throws Exception {
    ask(1);
    Buffer forB = line.last();
    b.checkHeader(forB.slice(0, forB.length() - 1));

    FrameExchange c = exchange(C, false);
    assertThat(refusal(() -> c.checkHeader(forB))).isEqualTo(FrameRefusal.OTHER_RECIPIENT);
    assertThat(refusal(() -> b.checkHeader(Buffer.buffer(new byte[FrameHeaderCheck.BYTES]))))
        .isEqualTo(FrameRefusal.FORGED);
    assertThat(refusal(() -> b.checkHeader(Buffer.buffer(new byte[] {1, 0, 0}))))
        .isEqualTo(FrameRefusal.OLD_FORM);
    b = exchange(B, false);
    assertThat(refusal(() -> b.checkHeader(forB))).isEqualTo(FrameRefusal.NOT_AGREED);
    assertThat(refused(b)).isEqualTo(1);
  }

  @Test
  void takesNoAnswerToAnotherQuestion() throws Exception {
    ask(1);
    Buffer earlierAnswer = line.lastAnswer;
    line.instead = earlierAnswer;

    assertThatThrownBy(() -> ask(2))
        .hasCauseInstanceOf(RefusedFrameException.class)
        .hasMessageContaining("another store or question");
    assertThat(a.refused().byReason()).containsEntry("other_recipient", 1L);
  }

  @Test
  void takesNoWelcomeToAnotherHello() throws Exception {
    ask(1);
    line.instead = line.firstAnswer;
    a = exchange(A, false);

    assertThatThrownBy(() -> ask(2)).hasCauseInstanceOf(RefusedFrameException.class);
  }

  @Test
  void aHelloThatIsSentAgainByAnybodyChangesNothing() throws Exception {
    ask(1);
    Buffer hello = line.passed.get(0);

    for (int i = 0; i < 1_000; i++) {
      b.welcome(hello);
    }

    assertThat(ask(2)).isEqualTo("granted 2");
    assertThat(line.passed).as("no new handshake").hasSize(3);
  }

  @Test
  void aFrameThatWasHeldBackForAMinuteIsLateAndAgreeingAnewCures() throws Exception {
    ask(1);
    line.holdBack = A_MINUTE;

    assertThat(ask(2)).isEqualTo("granted 2");

    assertThat(b.refused().byReason()).containsEntry("late", 1L);
    assertThat(line.passed).as("hello, 1, 2 late, hello, 2 again").hasSize(5);
  }

  @Test
  void aSessionIsNotBegunLongAfterItWasGiven() throws Exception {
    ask(1);
    a = exchange(A, false);
    line.holdBack = A_MINUTE;
    line.holdOnlyQuestions = true;

    assertThatThrownBy(() -> ask(2)).hasCauseInstanceOf(UnknownSessionException.class);
  }

  @Test
  void aStoreSpeaksInNoOthersName() {
    assertThatThrownBy(
            () ->
                a.ask(line, StoreChannels.PULL, B, new Pull(C, C, Position.START, 1), PATIENCE)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get())
        .hasMessageContaining("another's name");
  }

  @Test
  void changedBytesAreForgedWhereverTheyAre() throws Exception {
    ask(1);
    Buffer question = line.last();

    for (int i = 0; i < question.length(); i++) {
      Buffer changed = question.copy().setByte(i, (byte) (question.getByte(i) ^ 1));
      assertThatThrownBy(() -> b.open(StoreChannels.GRANT, changed))
          .as("byte %d", i)
          .isInstanceOf(RefusedFrameException.class);
    }
    for (int length = 0; length < question.length(); length++) {
      Buffer cut = question.slice(0, length);
      assertThatThrownBy(() -> b.open(StoreChannels.GRANT, cut))
          .as("length %d", length)
          .isInstanceOf(RefusedFrameException.class);
    }
  }

  @Test
  void theOldFormIsRefusedAndNotSpoken() {
    Buffer old = LegacyFrameFormat.encode(seal, StoreChannels.GRANT.address(), request(1));

    assertThat(refusal(() -> b.open(StoreChannels.GRANT, old))).isEqualTo(FrameRefusal.OLD_FORM);

    line.deaf = true;
    assertThatThrownBy(() -> ask(1)).hasMessageContaining("nobody");
    assertThat(line.passed).as("only hellos").allMatch(frame -> frame.getByte(0) == 2);
  }

  @Test
  void forAnUpgradeAnOldStoreIsSpokenToInItsForm() throws Exception {
    a = exchange(A, true);
    line.deaf = true;
    line.old = true;

    assertThat(ask(1)).isEqualTo("granted 1");
    Buffer old =
        LegacyFrameFormat.encode(
            seal, StoreChannels.PULL.address(), new Pull(B, B, Position.START, 9));
    Buffer answer = a.open(StoreChannels.PULL, old).answer().apply(new GrantRequest.Granted("x"));

    assertThat(answer.getByte(0)).as("answered in the form that was asked in").isEqualTo((byte) 1);
    assertThat(a.legacyFrames().stores()).containsExactly(B);
  }

  @Test
  void whoHasShownTheNewFormIsNeverTakenForAnOldStoreAgain() throws Exception {
    a = exchange(A, true);
    ask(1);
    line.deaf = true;
    line.old = true;
    FrameExchange before = b;
    b = exchange(B, false);

    assertThatThrownBy(() -> ask(2)).isInstanceOf(ExecutionException.class);
    assertThat(line.passed).allMatch(frame -> frame.getByte(0) == 2);
    Buffer old =
        LegacyFrameFormat.encode(
            seal, StoreChannels.PULL.address(), new Pull(B, B, Position.START, 9));
    assertThat(refusal(() -> a.open(StoreChannels.PULL, old))).isEqualTo(FrameRefusal.OLD_FORM);
    assertThat(refused(before)).isZero();
  }

  @Test
  void anOldQuestionThatNamesNoSenderIsTakenOnlyWhileSomeStoreIsOld() throws Exception {
    a = exchange(A, true);
    Buffer blob =
        LegacyFrameFormat.encode(
            seal,
            StoreChannels.PHOTO_BYTES.address(),
            new io.tillwatch.core.photos.PhotoBytes("0".repeat(64), null, null));
    assertThat(refusal(() -> a.open(StoreChannels.PHOTO_BYTES, blob)))
        .isEqualTo(FrameRefusal.OLD_FORM);

    a.open(
        StoreChannels.PULL,
        LegacyFrameFormat.encode(
            seal, StoreChannels.PULL.address(), new Pull(B, B, Position.START, 9)));
    assertThat(a.open(StoreChannels.PHOTO_BYTES, blob).question().sha256()).hasSize(64);

    ask(1);
    assertThat(refusal(() -> a.open(StoreChannels.PHOTO_BYTES, blob)))
        .isEqualTo(FrameRefusal.OLD_FORM);
  }

  @Test
  void nothingIsToldToAStoreThatNobodyAgreedWith() throws Exception {
    SignedOp op = new SignedOp(new OpId(A, new Position(1, 1)), "{}", "mac", 0);
    assertThat(a.oneWay(StoreChannels.SPECULATIVE_OP, B, new SpeculativeOp(A, op))).isNull();

    ask(1);
    Buffer told = a.oneWay(StoreChannels.SPECULATIVE_OP, B, new SpeculativeOp(A, op));

    assertThat(b.open(StoreChannels.SPECULATIVE_OP, told).question().from()).isEqualTo(A);
    assertThat(refusal(() -> b.open(StoreChannels.SPECULATIVE_OP, told)))
        .isEqualTo(FrameRefusal.REPEATED);
  }

  private FrameExchange exchange(StoreId store, boolean acceptsOld) {
    return new FrameExchange(store, seal, acceptsOld, () -> uptime);
  }

  private String ask(int nth) throws Exception {
    GrantRequest.Answer answer =
        a.ask(line, StoreChannels.GRANT, B, request(nth), PATIENCE)
            .toCompletionStage()
            .toCompletableFuture()
            .get(1, TimeUnit.SECONDS);
    return ((GrantRequest.Granted) answer).grantId();
  }

  private static GrantRequest request(int nth) {
    return new GrantRequest("T-" + nth, A.value(), "R-1", List.of(), null);
  }

  private static long refused(FrameExchange exchange) {
    return exchange.refused().byReason().values().stream().mapToLong(Long::longValue).sum();
  }

  private static FrameRefusal refusal(Runnable taking) {
    try {
      taking.run();
      return null;
    } catch (RefusedFrameException e) {
      return e.why();
    }
  }

  /** The line between A and B, and what passed it. */
  private final class Line implements FrameTransport {
    private final List<Buffer> passed = new ArrayList<>();
    private Buffer firstAnswer;
    private Buffer lastAnswer;
    private Buffer instead;
    private int answered;
    private long holdBack;
    private boolean holdOnlyQuestions;
    private boolean deaf;
    private boolean old;

    Buffer last() {
      return passed.get(passed.size() - 1);
    }

    @Override
    public String name() {
      return "line";
    }

    @Override
    public Future<Buffer> carry(String address, StoreId to, Buffer frame, Duration timeout) {
      passed.add(frame);
      boolean hello = address.equals(Handshake.ADDRESS);
      if (!hello || !holdOnlyQuestions) {
        uptime += holdBack;
        // what was made before the wait
        holdBack = holdOnlyQuestions ? holdBack : 0;
      }
      try {
        lastAnswer = hello ? welcome(frame) : answer(address, frame);
        firstAnswer = firstAnswer == null ? lastAnswer : firstAnswer;
        return Future.succeededFuture(instead == null ? lastAnswer : instead);
      } catch (RefusedFrameException e) {
        return Future.failedFuture(
            e.why().isCuredByHandshake() ? new UnknownSessionException(e.getMessage()) : e);
      }
    }

    private Buffer welcome(Buffer hello) {
      if (deaf) {
        throw new RefusedFrameException(FrameRefusal.FORGED, "nobody is there");
      }
      return b.welcome(hello);
    }

    private Buffer answer(String address, Buffer frame) {
      answered++;
      if (address.equals(StoreChannels.PULL.address())) {
        b.open(StoreChannels.PULL, frame);
      }
      if (old) {
        GrantRequest asked = LegacyFrameFormat.decode(seal, address, frame, GrantRequest.class);
        return LegacyFrameFormat.encode(seal, address, granted(asked));
      }
      FrameExchange.Asked<GrantRequest> asked = b.open(StoreChannels.GRANT, frame);
      return asked.answer().apply(granted(asked.question()));
    }

    private GrantRequest.Answer granted(GrantRequest asked) {
      return new GrantRequest.Granted("granted " + asked.returnId().substring(2));
    }
  }
}
