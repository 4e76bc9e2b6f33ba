package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.proof.Till.Answer;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of a node, or of its Redis, at each step of a sale and of a return of another
 * store's sale; the till then repeats its request. Longer: {@code -Dtillwatch.steps.rounds=17}.
 */
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckoutStepsIT {
  private static final int ROUNDS = Integer.getInteger("tillwatch.steps.rounds", 1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration RETRY = Duration.ofMillis(100);
  private static final int CREATED = 201;

  private enum Victim {
    NODE,
    REDIS,
    /** The node of the store that sold what comes back. */
    HOME
  }

  /** Where something dies, in the order of a checkout. */
  private enum Step {
    SALE_REQUEST_READ(Victim.NODE),
    SALE_COMMIT_SENT(Victim.NODE),
    SALE_COMMITTED(Victim.NODE),
    SALE_COMMIT_SENT_TO_DYING_REDIS(Victim.REDIS),
    SALE_COMMITTED_BY_DYING_REDIS(Victim.REDIS),
    SALE_ANSWER_LOST(Victim.NODE),
    SALE_ANSWERED_AND_NOT_YET_TOLD(Victim.NODE),
    GRANT_COMMIT_SENT(Victim.NODE),
    GRANT_COMMIT_SENT_BY_DYING_HOME(Victim.HOME),
    GRANT_COMMITTED(Victim.NODE),
    GRANT_COMMITTED_BY_DYING_HOME(Victim.HOME),
    RETURN_COMMIT_SENT(Victim.NODE),
    RETURN_COMMITTED(Victim.NODE),
    RETURN_COMMITTED_BY_DYING_REDIS(Victim.REDIS),
    RETURN_ANSWER_LOST(Victim.NODE);

    private final Victim victim;

    Step(Victim victim) {
      this.victim = victim;
    }
  }

  private final HistoryChecker checker = new HistoryChecker();
  private final Map<String, RedisProcess> servers = new HashMap<>();
  private final Map<String, TcpTap> redisTaps = new HashMap<>();
  private final Map<String, TcpTap> tillTaps = new HashMap<>();
  private ProcessGroup group;
  private int kills;
  private int replayed;

  @BeforeAll
  void start(@TempDir Path dir) {
    for (String store : List.of("store-a", "store-b")) {
      RedisProcess server = new RedisProcess(dir.resolve("redis-" + store)).start();
      servers.put(store, server);
      redisTaps.put(store, new TcpTap(server.port()));
    }
    group =
        new ProcessGroup(
            dir,
            List.of("store-a", "store-b"),
            GroupOptions.cuttable()
                .with(
                    store ->
                        "{mode: external, url: \"redis://127.0.0.1:%d\"}"
                            .formatted(redisTaps.get(store).port())));
    group.start();
    group.nodes().forEach(node -> tillTaps.put(node.store(), new TcpTap(node.uri().getPort())));
  }

  @AfterAll
  void stop() throws IOException {
    group.close();
    for (TcpTap tap : redisTaps.values()) {
      tap.close();
    }
    for (TcpTap tap : tillTaps.values()) {
      tap.close();
    }
    servers.values().forEach(RedisProcess::close);
  }

  @Test
  void losesAndDoublesNothingWhereverItStops() {
    for (int round = 0; round < ROUNDS; round++) {
      for (Step step : Step.values()) {
        String customer = "CU-" + step.name() + "-" + round;
        if (step.name().startsWith("SALE")) {
          sell(step, customer);
        } else {
          bringBack(step, customer);
        }
      }
    }
    group.awaitEqual(PATIENCE);

    List<HistoryChecker.Fault> faults = checker.judge(group);

    System.out.printf(
        "CheckoutStepsIT: %d kills at %d steps, %d acknowledged, %d replayed, %d faults%n",
        kills, Step.values().length, checker.count(), replayed, faults.size());
    assertThat(faults).isEmpty();
    assertThat(kills).isEqualTo(ROUNDS * Step.values().length);
  }

  private void sell(Step step, String customer) {
    NodeProcess a = group.node("store-a");
    TcpTap redis = redisTaps.get("store-a");
    TcpTap line = tillTaps.get("store-a");
    String body = "\"customerId\":\"" + customer + "\"";
    long since = System.nanoTime();
    Supplier<Answer> sale =
        () -> answered(tapped(a), till -> till.sell("key-" + customer, customer));
    Answer sold =
        switch (step) {
          case SALE_REQUEST_READ -> struck(step, a, line, body, TcpTap.Moment.ARRIVED, sale);
          case SALE_COMMIT_SENT, SALE_COMMIT_SENT_TO_DYING_REDIS ->
              struck(step, a, redis, body, TcpTap.Moment.SENT, sale);
          case SALE_COMMITTED, SALE_COMMITTED_BY_DYING_REDIS ->
              struck(step, a, redis, body, TcpTap.Moment.ANSWERED, sale);
          case SALE_ANSWER_LOST -> struck(step, a, line, body, TcpTap.Moment.ANSWERED, sale);
          default -> untold(a, sale);
        };
    checker.acknowledged("store-a", customer, sold.transactionId());
    checker.tills().told(since, sold.body());
  }

  /** The other store does not hear of it before its node dies. */
  private Answer untold(NodeProcess node, Supplier<Answer> sale) {
    group.cut();
    Answer sold = sale.get();
    node.kill();
    kills++;
    group.heal();
    node.start();
    return sold;
  }

  private void bringBack(Step step, String customer) {
    NodeProcess a = group.node("store-a");
    NodeProcess b = group.node("store-b");
    long since = System.nanoTime();
    Answer sold = answered(a.till(), till -> till.sell("key-" + customer, customer));
    checker.acknowledged("store-a", customer, sold.transactionId());
    checker.tills().told(since, sold.body());
    Await.until("B knows the receipt", PATIENCE, () -> b.till().knows(sold.receipt()));
    Await.until("B reaches A", PATIENCE, () -> b.till().isConnectedTo(1));
    TcpTap home = redisTaps.get("store-a");
    TcpTap redis = redisTaps.get("store-b");
    String body = "\"customerId\":\"" + customer + "\"";
    Supplier<Answer> back =
        () ->
            answered(
                tapped(b), till -> till.takeBack("back-" + customer, customer, sold.receipt()));
    NodeProcess victim = step.victim == Victim.HOME ? a : b;
    long asked = System.nanoTime();
    Answer returned =
        switch (step) {
          case GRANT_COMMIT_SENT, GRANT_COMMIT_SENT_BY_DYING_HOME ->
              struck(step, victim, home, "\"GRANT\"", TcpTap.Moment.SENT, back);
          case GRANT_COMMITTED, GRANT_COMMITTED_BY_DYING_HOME ->
              struck(step, victim, home, "\"GRANT\"", TcpTap.Moment.ANSWERED, back);
          case RETURN_COMMIT_SENT -> struck(step, b, redis, body, TcpTap.Moment.SENT, back);
          case RETURN_COMMITTED, RETURN_COMMITTED_BY_DYING_REDIS ->
              struck(step, b, redis, body, TcpTap.Moment.ANSWERED, back);
          default -> struck(step, b, tillTaps.get("store-b"), body, TcpTap.Moment.ANSWERED, back);
        };
    assertThat(returned.transactionStatus())
        .as("%s of an honest customer", step)
        .isNotEqualTo("BLOCKED");
    checker.acknowledged("store-b", customer + " returns to store-b", returned.transactionId());
    checker.tills().told(asked, returned.body());
  }

  /** Kills the victim at that moment of the request, starts it again, and waits for the answer. */
  private Answer struck(
      Step step,
      NodeProcess node,
      TcpTap tap,
      String text,
      TcpTap.Moment moment,
      Supplier<Answer> request) {
    CompletableFuture<Void> blow = new CompletableFuture<>();
    RedisProcess redis = servers.get(node.store());
    tap.strike(
        text,
        moment,
        () -> {
          if (step.victim == Victim.REDIS) {
            redis.kill();
          } else {
            node.kill();
          }
          blow.complete(null);
        });
    CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(request);
    await(blow, step + " is reached");
    kills++;
    if (step.victim == Victim.REDIS) {
      redis.start();
    } else {
      node.start();
    }
    return await(answer, "an answer after " + step);
  }

  private Till tapped(NodeProcess node) {
    return new Till(node, URI.create("http://127.0.0.1:" + tillTaps.get(node.store()).port()));
  }

  /** Sends a request, under its one key, until it is answered. */
  private Answer answered(Till till, java.util.function.Function<Till, Optional<Answer>> request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<Answer> answer = request.apply(till);
      if (answer.isPresent() && answer.get().status() == CREATED) {
        replayed += answer.get().replayed() ? 1 : 0;
        return answer.get();
      }
      LockSupport.parkNanos(RETRY.toNanos());
    }
    throw new AssertionError("no answer within " + PATIENCE);
  }

  private static <T> T await(CompletableFuture<T> future, String what) {
    try {
      return future.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(what, e);
    }
  }
}
