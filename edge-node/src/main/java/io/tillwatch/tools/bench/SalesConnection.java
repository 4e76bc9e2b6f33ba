package io.tillwatch.tools.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** One till's connection: writes a request, reads its answer, and again. */
final class SalesConnection {
  private static final long MAX_MICROS = 60_000_000;
  private static final String CREATED = "HTTP/1.1 201";
  private static final String LENGTH = "content-length:";

  private final NetSocket socket;
  private final String head;
  private final String lane;
  private final AtomicLong keys;
  private final Histogram times = new Histogram(MAX_MICROS, 3);
  private Buffer received = Buffer.buffer();
  private long deadline;
  private long sentNanos;
  private volatile long refused;
  private volatile boolean busy;

  /**
   * @param keys counts the idempotency keys of all connections
   */
  SalesConnection(NetSocket socket, String apiKey, String lane, AtomicLong keys) {
    this.socket = socket;
    this.lane = lane;
    this.keys = keys;
    this.head =
        "POST /api/v1/sales HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + apiKey
            + "\r\nContent-Type: application/json\r\nIdempotency-Key: bench-";
    socket.handler(this::receive);
    socket.closeHandler(closed -> busy = false);
  }

  void reset() {
    times.reset();
    refused = 0;
  }

  void sellUntil(long nanos) {
    deadline = nanos;
    busy = true;
    send();
  }

  boolean isBusy() {
    return busy;
  }

  long refused() {
    return refused;
  }

  void addTo(Histogram all) {
    all.add(times);
  }

  private void send() {
    long key = keys.incrementAndGet();
    String body =
        "{\"laneId\":\""
            + lane
            + "\",\"cashierId\":\"C-17\",\"customerId\":\"CU-"
            + key
            + "\",\"currency\":\"USD\",\"lines\":[{\"sku\":\"SHIRT_001\",\"quantity\":1,"
            + "\"unitPriceMinor\":2999}],\"tender\":{\"type\":\"CARD\",\"token\":\"tok_"
            + key
            + "\"}}";
    sentNanos = System.nanoTime();
    socket.write(head + key + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private void receive(Buffer bytes) {
    received.appendBuffer(bytes);
    String text = received.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || received.length() < end + 4 + contentLength(text.substring(0, end))) {
      return;
    }
    received = Buffer.buffer();
    long now = System.nanoTime();
    times.recordValue(Math.min(MAX_MICROS, (now - sentNanos) / 1000));
    if (!text.startsWith(CREATED)) {
      refused++;
    }
    if (now < deadline) {
      send();
    } else {
      busy = false;
    }
  }

  private static int contentLength(String head) {
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      return 0;
    }
    int end = head.indexOf('\r', at);
    return Integer.parseInt(
        head.substring(at + LENGTH.length(), end < 0 ? head.length() : end).strip());
  }
}
