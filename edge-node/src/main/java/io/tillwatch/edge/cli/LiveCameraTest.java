package io.tillwatch.edge.cli;

import io.tillwatch.core.camera.CameraLook;
import io.tillwatch.core.camera.CameraLook.Seen;
import io.tillwatch.core.camera.FaceMeasures;
import io.tillwatch.core.camera.Measure;
import io.tillwatch.edge.camera.LiveView;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Prints what a camera shows, line by line, while somebody turns it and the light. */
final class LiveCameraTest {
  private static final long LINE_NANOS = Duration.ofMillis(250).toNanos();
  private static final long AWAY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration POLL = Duration.ofMillis(100);

  private final PrintWriter out;
  private long frames;
  private long passed;
  private @Nullable String lastCamera;
  private long lastLine;

  LiveCameraTest(PrintWriter out) {
    this.out = out;
  }

  /**
   * Looks until the time is over.
   *
   * @param seconds how long; 0 for ever
   * @return whether there was a picture
   */
  boolean run(LiveView view, long seconds) throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    lastLine = began - AWAY_NANOS;
    while (seconds == 0 || System.nanoTime() - began < Duration.ofSeconds(seconds).toNanos()) {
      show(view.next(POLL));
    }
    out.println(frames + " frames looked at, " + passed + " would count as a photo");
    out.flush();
    return frames > 0;
  }

  private void show(CameraLook look) {
    Seen seen = look.seen();
    if (seen != null) {
      frames++;
      passed += seen.quality().passes() ? 1 : 0;
    }
    long now = System.nanoTime();
    if (seen == null ? isNews(look.camera(), now) : now - lastLine >= LINE_NANOS) {
      out.println(seen == null ? look.camera() : line(look.framesPerSecond(), seen));
      out.flush();
      lastLine = now;
      lastCamera = seen == null ? look.camera() : null;
    }
  }

  /** A camera that is away is told of once, and then whenever that changes. */
  private boolean isNews(String camera, long now) {
    return now - lastLine >= AWAY_NANOS && !camera.equals(lastCamera);
  }

  private static String line(double rate, Seen seen) {
    String hint = seen.hint();
    return String.format(
            Locale.ROOT,
            "%5.1f/s  %4d x %-4d  %3d %-8s  %s%s",
            rate,
            seen.width(),
            seen.height(),
            seen.quality().score(),
            seen.quality().grade(),
            measures(seen.measures()),
            hint == null ? "" : "  " + hint)
        .stripTrailing();
  }

  private static String measures(@Nullable FaceMeasures measures) {
    if (measures == null) {
      return "";
    }
    StringBuilder line = new StringBuilder();
    Map<Measure, Double> inOrder = new TreeMap<>(measures.values());
    inOrder.forEach(
        (measure, value) ->
            line.append(line.length() == 0 ? "" : " ")
                .append(measure.name().toLowerCase(Locale.ROOT))
                .append(String.format(Locale.ROOT, value >= 10 ? "=%.0f" : "=%.2f", value)));
    return line.toString();
  }
}
