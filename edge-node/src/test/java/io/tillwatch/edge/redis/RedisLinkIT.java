package io.tillwatch.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RedisLinkIT {
  @TempDir Path data;

  private Vertx vertx;
  private EmbeddedRedis redis;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    redis = EmbeddedRedis.start(RedisHost.config(18415), data.resolve("redis"));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    redis.close();
  }

  @Test
  void answersPipelinedRequestsInOrder() {
    RedisLink link = open();

    List<Future<Response>> answers = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      answers.add(link.send(Request.cmd(Command.INCR).arg("{tw}:counter")));
    }

    Future.all(answers).await();
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).result().toInteger()).isEqualTo(i + 1);
    }
  }

  @Test
  void passesOnAnErrorThatRedisAnswers() {
    RedisLink link = open();
    link.send(Request.cmd(Command.SET).arg("{tw}:text").arg("word")).await();

    Throwable failure =
        catchThrowable(() -> link.send(Request.cmd(Command.INCR).arg("{tw}:text")).await());

    assertThat(failure)
        .isNotInstanceOf(RedisUnavailableException.class)
        .hasMessageContaining("ERR");
    assertThat(link.isUp()).isTrue();
  }

  @Test
  void failsFastWhileRedisIsAwayAndComesBackByItself() throws InterruptedException {
    AtomicInteger handshakes = new AtomicInteger();
    RedisLink link =
        RedisLink.open(
                vertx,
                redis.endpoint(),
                fresh -> {
                  handshakes.incrementAndGet();
                  return fresh.send(Request.cmd(Command.PING)).mapEmpty();
                })
            .await();
    BlockingQueue<Boolean> states = new LinkedBlockingQueue<>();
    link.onStateChange(states::add);
    link.send(Request.cmd(Command.SET).arg("{tw}:kept").arg("yes")).await();

    ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();

    assertThat(states.poll(10, TimeUnit.SECONDS)).isFalse();
    Throwable failure = catchThrowable(() -> link.send(Request.cmd(Command.PING)).await());
    assertThat(failure)
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessageContaining("nothing was sent");
    assertThat(states.poll(20, TimeUnit.SECONDS)).isTrue();
    assertThat(handshakes).hasValue(2);
    assertThat(link.send(Request.cmd(Command.GET).arg("{tw}:kept")).await()).hasToString("yes");
  }

  @Test
  void givesUpAConnectionWhoseServerHangs() throws Exception {
    RedisLink link = open();
    BlockingQueue<Boolean> states = new LinkedBlockingQueue<>();
    link.onStateChange(states::add);

    signal("-STOP");
    Future<Response> stuck = link.send(Request.cmd(Command.PING));
    assertThat(states.poll(20, TimeUnit.SECONDS)).isFalse();
    Throwable failure = catchThrowable(stuck::await);
    signal("-CONT");

    assertThat(failure)
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessageContaining("before the answer came");
    assertThat(states.poll(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void staysOnItsOwnersEventLoop() {
    Promise<Boolean> same = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            none -> {
              Thread owner = Thread.currentThread();
              RedisLink.open(vertx, redis.endpoint())
                  .compose(link -> link.send(Request.cmd(Command.PING)))
                  .map(answer -> Thread.currentThread() == owner)
                  .onComplete(same);
            });

    assertThat(same.future().await()).isTrue();
  }

  private RedisLink open() {
    return RedisLink.open(vertx, redis.endpoint()).await();
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", name, String.valueOf(redis.pid())).start().waitFor();
  }
}
