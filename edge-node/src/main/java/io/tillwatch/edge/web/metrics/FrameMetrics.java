package io.tillwatch.edge.web.metrics;

import io.tillwatch.core.replication.FrameFigures;

/** What {@code /metrics} says of frames between stores. */
final class FrameMetrics {
  private FrameMetrics() {}

  static void write(PrometheusText out, FrameFigures frames) {
    out.single(
        "tillwatch_forged_frames_total", "counter", "Refused frames", frames.refusedFrames());
    String byReason = "tillwatch_frames_refused_total";
    out.family(byReason, "counter", "Refused frames by reason");
    frames.refused().forEach((reason, n) -> out.sample(byReason, n, "reason", reason));
    out.single(
        "tillwatch_accepts_old_frames",
        "gauge",
        "1 while frames of the version before are accepted, for an upgrade only",
        frames.acceptsOld() ? 1 : 0);
    out.single(
        "tillwatch_old_frames_total",
        "counter",
        "Frames of the version before that were taken",
        frames.oldTaken());
  }
}
