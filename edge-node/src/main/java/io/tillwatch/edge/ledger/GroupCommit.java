package io.tillwatch.edge.ledger;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Committing;
import io.tillwatch.core.ledger.Idempotency;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.ledger.OpLog.Head;
import io.tillwatch.edge.ledger.OpLog.Stamped;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.port.LedgerUnavailableException;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Commits this store's facts in order. While one script call is in flight the next batch gathers,
 * so one fsync serves all of it. Lives on the ledger's event loop.
 *
 * <p>A batch may be cut short by an op that is refused: those behind it get their place anew and go
 * with the next batch.
 */
final class GroupCommit {
  private static final int MAX_BATCH = 256;
  private static final int MAX_WAITING = 20_000;
  private static final LuaScript SCRIPT = LuaScript.of("effects.lua", "commit.lua");

  private record Waiting(Commit commit, Promise<CommitResult> answer) {}

  private record Sent(Waiting waiting, Stamped stamped) {}

  private final Context context;
  private final StoreId self;
  private final RightsOwnership rightsOwnership;
  private final RedisLink redis;
  private final OpLog log;
  private final InstantSource time;
  private final Consumer<Committing> committing;
  private final Consumer<Committed> announce;
  private final Supplier<Future<Head>> reread;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Head head;
  private boolean busy;

  /**
   * Who hears of what is committed.
   *
   * @param committing told of an op that goes to Redis alone, once it is on its way
   * @param committed told of each fact once it is on disk, in log order
   */
  record Listeners(Consumer<Committing> committing, Consumer<Committed> committed) {}

  /**
   * @param reread finds the head anew where it is in doubt, and announces what was committed
   *     unnoticed
   */
  GroupCommit(
      Context context,
      StoreId self,
      RightsOwnership rightsOwnership,
      RedisLink redis,
      OpLog log,
      InstantSource time,
      Listeners listeners,
      Supplier<Future<Head>> reread) {
    this.context = context;
    this.self = self;
    this.rightsOwnership = rightsOwnership;
    this.redis = redis;
    this.log = log;
    this.time = time;
    this.committing = listeners.committing();
    this.announce = listeners.committed();
    this.reread = reread;
  }

  /** Commits the fact, after all that were given before. */
  Future<CommitResult> commit(Commit commit) {
    if (waiting.size() >= MAX_WAITING) {
      return Future.failedFuture(
          new LedgerUnavailableException("more than " + MAX_WAITING + " commits wait", null));
    }
    Promise<CommitResult> answer = Promise.promise();
    waiting.add(new Waiting(commit, answer));
    schedule();
    return answer.future();
  }

  /** Commits this before everything that waits. */
  void commitFirst(Commit commit) {
    waiting.addFirst(new Waiting(commit, Promise.promise()));
  }

  /** Forgets the head, so that it is read anew before the next commit. */
  void invalidateHead() {
    head = null;
  }

  /** Looks now, not at the next commit, where the log stands, and opens the epoch that is due. */
  void refreshHead() {
    if (!busy) {
      busy = true;
      context.runOnContext(turn -> flush());
    }
  }

  private void schedule() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      // to the end of this turn of the event loop: what else arrives in it shares the batch
      context.runOnContext(turn -> flush());
    }
  }

  private void flush() {
    (head == null ? reread.get() : Future.succeededFuture(head))
        .compose(this::send)
        .onComplete(
            done -> {
              busy = false;
              if (done.failed()) {
                failAll(done.cause());
              }
              schedule();
            });
  }

  private Future<Void> send(Head from) {
    head = from;
    List<Sent> batch = new ArrayList<>();
    Head place = from;
    while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
      Waiting next = waiting.poll();
      Stamped stamped = stamped(next, place);
      if (stamped != null) {
        batch.add(new Sent(next, stamped));
        place = OpLog.behind(stamped);
      }
    }
    if (batch.isEmpty()) {
      return Future.succeededFuture();
    }
    return run(batch)
        .onFailure(
            why -> {
              invalidateHead();
              batch.forEach(sent -> fail(sent.waiting(), why));
            })
        .onSuccess(results -> settle(batch, results))
        .mapEmpty();
  }

  /** Fails, and never throws: everybody in the batch waits for what comes of it. */
  private Future<Response> run(List<Sent> batch) {
    try {
      ScriptCall call = call(batch);
      Future<Response> answer = SCRIPT.run(redis, call.keys(), call.args());
      if (batch.size() == 1) {
        Stamped only = batch.get(0).stamped();
        committing.accept(new Committing(only.op().predecessor(), only.signed()));
      }
      return answer;
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** The draft with its place; null where it cannot be written, which fails it and nobody else. */
  private @Nullable Stamped stamped(Waiting next, Head place) {
    try {
      return log.stamp(next.commit().draft(), place);
    } catch (RuntimeException e) {
      next.answer().tryFail(e);
      return null;
    }
  }

  private ScriptCall call(List<Sent> batch) {
    ScriptCall call = new ScriptCall(rightsOwnership, self, batch.size(), time.millis());
    for (Sent sent : batch) {
      // what a salvaged op carries is known in the store that salvages it
      Stamped stamped = sent.stamped();
      call.add(stamped.op(), stamped.signed(), stamped.hash(), List.of());
      conditions(call, sent.waiting().commit(), time.millis());
    }
    return call;
  }

  /** What {@code commit.lua} reads behind an op's fields. */
  static void conditions(ScriptCall call, Commit commit, long nowMillis) {
    Idempotency claim = commit.idempotency();
    call.arg(claim == null ? "0" : "1");
    if (claim != null) {
      call.key(RedisKeys.idempotency(claim));
      call.key(RedisKeys.IDEMPOTENCY_ENTRIES);
      call.arg(claim.fingerprint() + " " + commit.draft().id());
      call.arg(Long.toString(nowMillis));
    }
    List<String> empty = new ArrayList<>();
    commit.spends().forEach(id -> empty.add(Indexes.about(id)));
    empty.addAll(commit.firstIn());
    call.arg(Integer.toString(empty.size()));
    empty.forEach(name -> call.key(RedisKeys.index(name)));
  }

  private void settle(List<Sent> batch, Response results) {
    long now = OpLog.micros(time.instant());
    int done = 0;
    while (done < results.size() && "OK".equals(results.get(done).toString())) {
      Sent sent = batch.get(done++);
      head = OpLog.behind(sent.stamped());
      Committed committed =
          new Committed(
              sent.stamped().op(),
              sent.waiting().commit().draft().body(),
              true,
              now,
              now,
              sent.stamped().signed());
      announce.accept(committed);
      sent.waiting().answer().complete(new CommitResult.Done(committed));
    }
    if (done < results.size()) {
      refuse(batch.get(done), results.get(done));
      done++;
    }
    for (int i = batch.size() - 1; i >= done; i--) {
      waiting.addFirst(batch.get(i).waiting());
    }
  }

  private void refuse(Sent sent, Response why) {
    String detail = why.get(1).toString();
    switch (why.get(0).toString()) {
      case "REPEATED" -> {
        int space = detail.indexOf(' ');
        answer(
            sent,
            new CommitResult.Repeated(detail.substring(space + 1), detail.substring(0, space)));
      }
      case "KNOWN" -> answer(sent, new CommitResult.Repeated(detail, null));
      case "LISTED" -> answer(sent, listed(sent.waiting().commit(), why.get(1).toInteger() - 1));
      case "RIGHT" ->
          answer(sent, new CommitResult.RightGone(ownRight(sent, why.get(1).toInteger())));
      default -> {
        // the log is not where this writer left it: find out, then try again
        invalidateHead();
        if (sent.waiting().commit().draft().kind() != FactKind.EPOCH) {
          waiting.addFirst(sent.waiting());
        }
      }
    }
  }

  /** What the n-th index that had to be empty stands for. */
  private static CommitResult listed(Commit commit, int nth) {
    int spends = commit.spends().size();
    return nth < spends
        ? new CommitResult.Spent(commit.spends().get(nth))
        : new CommitResult.NotFirst(commit.firstIn().get(nth - spends));
  }

  private RightChange ownRight(Sent sent, int nth) {
    return rightsOwnership.counted(sent.stamped().op().rights()).get(nth - 1);
  }

  private static void answer(Sent sent, CommitResult result) {
    sent.waiting().answer().complete(result);
  }

  private void failAll(Throwable why) {
    List<Waiting> all = new ArrayList<>(waiting);
    waiting.clear();
    all.forEach(one -> fail(one, why));
  }

  private static void fail(Waiting one, Throwable why) {
    one.answer().tryFail(new LedgerUnavailableException("the ledger's Redis does not answer", why));
  }
}
