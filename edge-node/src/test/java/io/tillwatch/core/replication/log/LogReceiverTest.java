package io.tillwatch.core.replication.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogReceiverTest {
  private static final StoreId A = new StoreId("store-a");

  private final SlowDisk disk = new SlowDisk();
  private final LogState log = new LogState();
  private final LogReceiver receiver = new LogReceiver(A, log, disk, null, null);

  LogReceiverTest() {
    log.begin(new LogHead(new Position(1, 10), ""));
  }

  @Test
  void givesTheStoreWhatFollowsWithoutWaitingForItsAnswerAndGathersTheRest() {
    receiver.apply(ops(11, 12));
    receiver.apply(ops(13, 13));
    receiver.apply(ops(14, 14));
    receiver.apply(ops(15, 16));

    assertThat(disk.asked()).containsExactly("11-12", "13-13");

    disk.answer(0, 12);

    assertThat(disk.asked()).containsExactly("11-12", "13-13", "14-16");
    assertThat(log.position().seq()).isEqualTo(12);
  }

  @Test
  void waitsWhereAnOpIsMissingInBetween() {
    receiver.apply(ops(11, 11));
    receiver.apply(ops(13, 13));

    assertThat(disk.asked()).containsExactly("11-11");

    receiver.apply(ops(12, 12));

    assertThat(disk.asked()).containsExactly("11-11", "12-13");
  }

  @Test
  void waitsWhereAnotherEpochBegins() {
    receiver.apply(ops(11, 11));
    receiver.apply(List.of(op(2, 1)));

    assertThat(disk.asked()).containsExactly("11-11");

    disk.answer(0, 11);

    assertThat(disk.asked()).containsExactly("11-11", "1-1");
  }

  @Test
  void takesResultsInTheOrderOfTheLogWhicheverComesFirst() {
    CompletionStage<ApplyResult> first = receiver.apply(ops(11, 11));
    CompletionStage<ApplyResult> second = receiver.apply(ops(12, 12));

    disk.answer(1, 12);

    assertThat(log.position().seq()).isEqualTo(10);
    assertThat(receiver.isBusy()).isTrue();

    disk.answer(0, 11);

    assertThat(log.position().seq()).isEqualTo(12);
    assertThat(receiver.isBusy()).isFalse();
    assertThat(now(first).stop()).isEqualTo(Stop.NONE);
    assertThat(now(second).stop()).isEqualTo(Stop.NONE);
  }

  @Test
  void goesOnFromWhereTheStoreStandsWhereTheFirstOfTwoFails() {
    CompletionStage<ApplyResult> first = receiver.apply(ops(11, 11));
    CompletionStage<ApplyResult> second = receiver.apply(ops(12, 12));

    disk.fail(0);
    disk.stop(1, 10, Stop.GAP);

    assertThat(first.toCompletableFuture()).isCompletedExceptionally();
    assertThat(now(second).stop()).isEqualTo(Stop.GAP);
    assertThat(log.position().seq()).isEqualTo(10);

    receiver.apply(ops(11, 12));

    assertThat(disk.asked()).endsWith("11-12");
  }

  private static ApplyResult now(CompletionStage<ApplyResult> answer) {
    return answer.toCompletableFuture().getNow(null);
  }

  private static List<SignedOp> ops(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(seq -> op(1, seq)).toList();
  }

  private static SignedOp op(long epoch, long seq) {
    return new SignedOp(new OpId(A, new Position(epoch, seq)), "text", "mac", 0);
  }

  /** Answers when it is told to. */
  private static final class SlowDisk implements LogStore {
    private final List<ApplyBatch> batches = new ArrayList<>();
    private final List<CompletableFuture<ApplyResult>> answers = new ArrayList<>();

    List<String> asked() {
      return batches.stream()
          .map(ApplyBatch::ops)
          .map(ops -> seq(ops.get(0)) + "-" + seq(ops.get(ops.size() - 1)))
          .toList();
    }

    void answer(int batch, long seq) {
      stop(batch, seq, Stop.NONE);
    }

    void stop(int batch, long seq, Stop why) {
      answers.get(batch).complete(new ApplyResult(new Position(1, seq), 1, 0, why));
    }

    void fail(int batch) {
      answers.get(batch).completeExceptionally(new IllegalStateException("no answer"));
    }

    private static long seq(SignedOp op) {
      return op.id().position().seq();
    }

    @Override
    public CompletionStage<ApplyResult> apply(ApplyBatch batch) {
      CompletableFuture<ApplyResult> answer = new CompletableFuture<>();
      batches.add(batch);
      answers.add(answer);
      return answer;
    }

    @Override
    public void readAhead(ApplyBatch batch) {
      throw new AssertionError("nobody asks for this");
    }

    @Override
    public CompletionStage<ApplyResult> quarantine(ApplyBatch batch) {
      throw new AssertionError("nobody asks for this");
    }

    @Override
    public CompletionStage<LogQuery.LogRange> read(LogQuery query) {
      throw new AssertionError("nobody asks for this");
    }

    @Override
    public CompletionStage<TrimOrder.Left> trim(TrimOrder order) {
      throw new AssertionError("nobody asks for this");
    }

    @Override
    public CompletionStage<SnapshotState> snapshot(SnapshotStep step) {
      throw new AssertionError("nobody asks for this");
    }
  }
}
