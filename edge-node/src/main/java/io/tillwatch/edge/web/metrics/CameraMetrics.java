package io.tillwatch.edge.web.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.core.camera.CameraState;
import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.CameraStatuses;
import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.QualityIssue;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.edge.web.metrics.MetricFamilies.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /metrics} says of cameras and faces: the camera's state, the models in force, photos
 * of this store by why they are no good, and comparisons by what came of them. Labels are names out
 * of lists of this program; anything else counts as {@code other}.
 */
final class CameraMetrics {
  private static final String OTHER = "other";

  private final Map<String, Counter> refused = new TreeMap<>();
  private final Map<String, Counter> comparisons = new TreeMap<>();
  private final Counter photos;

  CameraMetrics(MeterRegistry meters) {
    photos =
        Counter.builder("tillwatch_photos_total")
            .description("Photos taken or handed in here")
            .register(meters);
    for (String issue : names(QualityIssue.values())) {
      refused.put(
          issue,
          Counter.builder("tillwatch_photos_refused_total")
              .description("Photos that do not count, by each reason")
              .tag("reason", issue)
              .register(meters));
    }
    for (String outcome : outcomes()) {
      comparisons.put(
          outcome,
          Counter.builder("tillwatch_face_comparisons_total")
              .description("Returns whose face was to be compared, by what came of it")
              .tag("outcome", outcome)
              .register(meters));
    }
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.concat(Arrays.stream(values).map(Enum::name), Stream.of(OTHER)).toList();
  }

  private static List<String> outcomes() {
    return Stream.concat(Stream.of("COMPARED"), names(FaceMatch.Reason.values()).stream()).toList();
  }

  /** Counts a fact of this store's own. */
  void count(Committed committed) {
    if (!committed.local()) {
      return;
    }
    if (committed.fact() instanceof Photo photo) {
      photos.increment();
      photo.issues().forEach(issue -> increment(refused, issue));
    } else if (committed.fact() instanceof PostedReturn posted) {
      PhotoEvidence photo = posted.refund().photo();
      String outcome = photo == null ? null : outcome(photo);
      if (outcome != null) {
        increment(comparisons, outcome);
      }
    }
  }

  private static @Nullable String outcome(PhotoEvidence photo) {
    return photo.similarityToSale() != null ? "COMPARED" : photo.notCompared();
  }

  private static void increment(Map<String, Counter> counters, String name) {
    Counter counter = counters.containsKey(name) ? counters.get(name) : counters.get(OTHER);
    if (counter != null) {
      counter.increment();
    }
  }

  /** A lane's own camera has its lane as a label; the settings say how many there may be. */
  static void write(MetricFamilies out, CameraStatuses statuses) {
    Map<String, CameraStatus> all = statuses.byLane();
    Family states = out.gauges("tillwatch_camera_state", "1 for the state that a camera is in");
    Family leases = out.gauges("tillwatch_camera_leases", "Who needs a camera now");
    Family frames = out.counters("tillwatch_camera_frames_total", "Frames that were read");
    Family stuck =
        out.counters(
            "tillwatch_camera_stuck_reads_total", "Reads that never came back and were left alone");
    all.forEach(
        (lane, status) -> {
          for (String state : CameraState.NAMES) {
            states.sample(state.equals(status.state()) ? 1 : 0, labels(lane, "state", state));
          }
          leases.sample(status.leases(), labels(lane));
          frames.sample(status.framesRead(), labels(lane));
          stuck.sample(status.stuckReads(), labels(lane));
        });
    Family models = out.gauges("tillwatch_face_model", "Models in force");
    statuses
        .common()
        .models()
        .forEach(
            model ->
                models.sample(
                    1, "use", model.use(), "name", model.name(), "sha256", model.sha256()));
  }

  private static String[] labels(String lane, String... others) {
    return lane.isEmpty()
        ? others
        : Stream.concat(Stream.of("lane", lane), Arrays.stream(others)).toArray(String[]::new);
  }
}
