package io.tillwatch.edge.web;

import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What long bodies of strangers cost that are refused while they still arrive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedBodiesIT {
  private static final int BODY = 11 << 20;
  private static final int SENT = 256 << 10;
  private static final int SENDERS = 600;
  private static final long MIB = 1 << 20;

  private WebStore store;
  private Http kiosk;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    kiosk = store.as(WebStore.KIOSK);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void leaveNothingBehindInDirectMemory() throws IOException {
    send(50);
    long before = directBytes();
    send(SENDERS);

    // a chunk of 64 KiB for each of them stayed, until the node could read nothing any more
    Await.until(
        "no refused body is left in direct memory: " + before,
        Duration.ofSeconds(10),
        () -> directBytes() < before + 8 * MIB);
  }

  private void send(int senders) throws IOException {
    for (int i = 0; i < senders; i++) {
      try (RawHttp line = new RawHttp(kiosk.base())) {
        line.send(head(BODY));
        line.send(new byte[SENT]);
        line.isEnded();
      } catch (SocketException hungUp) {
        // refused before it was through
      }
    }
  }

  private static String head(int length) {
    return "POST /cluster/v1/replication.push HTTP/1.1\r\nHost: x\r\n"
        + "Content-Type: application/octet-stream\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
