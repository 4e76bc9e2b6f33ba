package io.tillwatch.edge.camera.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenCV's readers of networks end the process where two threads read their first one at once. */
class NetworkReaderTest {
  private static final Duration SOON = Duration.ofMillis(300);

  private final ExecutorService cameras = Executors.newFixedThreadPool(2);

  @AfterEach
  void close() {
    cameras.shutdownNow();
  }

  @Test
  void readsOneNetworkAtATime() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Callable<Boolean> reading = () -> NetworkReader.alone(() -> meets(both));

    List<Future<Boolean>> read = cameras.invokeAll(List.of(reading, reading));

    // the first leaves before the second comes
    assertThat(read.get(0).get() && read.get(1).get()).isFalse();
  }

  @Test
  void letsTheNextReadAfterOneThatCannotBeRead() throws Exception {
    Callable<Boolean> broken = () -> NetworkReader.alone(NetworkReaderTest::fails);
    Callable<Boolean> good = () -> NetworkReader.alone(() -> true);
    assertThat(cameras.submit(broken)).failsWithin(Duration.ofSeconds(30));
    assertThat(cameras.submit(good)).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
  }

  private static boolean fails() {
    throw new IllegalStateException("no network");
  }

  /** Whether the other one is there too. */
  private static boolean meets(CountDownLatch both) {
    both.countDown();
    try {
      return both.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
