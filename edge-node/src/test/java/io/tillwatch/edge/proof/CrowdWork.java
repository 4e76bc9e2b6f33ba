package io.tillwatch.edge.proof;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The worst that crowds do. */
final class CrowdWork {
  static final String BODIES = "bodies";
  static final String SLOW_HEADERS = "slow-headers";
  static final String LISTENERS = "listeners";
  static final String TRIES = "tries";
  static final String LISTINGS = "listings";

  /** Environment variables that tell the crowd's key and its receipt. */
  static final String KEY = "CROWD_KEY";

  static final String RECEIPT = "CROWD_RECEIPT";

  private CrowdWork() {}

  /**
   * What a crowd of that name does; the senders of bodies are {@link BodySenders}.
   *
   * @param amount of tries how many all make together
   */
  static Crowd.Work named(String name, long amount) {
    return switch (name) {
      case SLOW_HEADERS -> sendsHeadersSlowly();
      case LISTENERS -> listens(System.getenv(KEY));
      case TRIES -> tries(System.getenv(KEY), System.getenv(RECEIPT), amount);
      case LISTINGS -> lists(System.getenv(KEY));
      default -> throw new IllegalArgumentException("no crowd does " + name);
    };
  }

  /** Says one letter of a request's headers every other second. */
  private static Crowd.Work sendsHeadersSlowly() {
    return socket -> {
      socket.getOutputStream().write(ascii("GET / HTTP/1.1\r\nX-Slow: "));
      while (!Thread.currentThread().isInterrupted()) {
        socket.getOutputStream().write('x');
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      }
      return false;
    };
  }

  /** Listens to live events and reads none. */
  private static Crowd.Work listens(String key) {
    byte[] request = ascii(get("/api/v1/events", key));
    return socket -> {
      socket.getOutputStream().write(request);
      int first = socket.getInputStream().read(new byte["HTTP/1.1 429".length()]);
      while (first >= 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      return !Thread.currentThread().isInterrupted();
    };
  }

  /** Asks for the same refund again and again, as so many returns. */
  private static Crowd.Work tries(String key, String receipt, long all) {
    AtomicLong made = new AtomicLong();
    return socket -> {
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      for (long next = made.incrementAndGet(); next <= all; next = made.incrementAndGet()) {
        out.write(refund(key, receipt, next));
        int status = Crowd.readAnswer(in);
        if (status != 201) {
          throw new IllegalStateException("try " + next + " was answered with " + status);
        }
      }
      return false;
    };
  }

  /** Lists what matches nothing, page by page from the beginning. */
  private static Crowd.Work lists(String key) {
    byte[] request = ascii(get("/api/v1/transactions?limit=200&storeId=nowhere", key));
    return socket -> {
      while (!Thread.currentThread().isInterrupted()) {
        socket.getOutputStream().write(request);
        Crowd.readAnswer(socket.getInputStream());
      }
      return false;
    };
  }

  private static byte[] refund(String key, String receipt, long number) {
    String body = Till.refund("VICTIM", receipt);
    return ascii(
        "POST /api/v1/returns HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n".formatted(key)
            + "Content-Type: application/json\r\nIdempotency-Key: try-%d\r\n".formatted(number)
            + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
  }

  private static String get(String path, String key) {
    return "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, key);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
