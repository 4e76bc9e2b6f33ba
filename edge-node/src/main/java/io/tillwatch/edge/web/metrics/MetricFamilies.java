package io.tillwatch.edge.web.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures that actors keep themselves, as they answered one question: the registry shows them
 * beside its own meters. What Micrometer has no meter for stands here too, such as counters whose
 * labels come and go, and quantiles that an actor has measured. A family without samples is not
 * shown.
 */
final class MetricFamilies {
  private static final String TOTAL = "_total";

  private final List<MetricSnapshot.Builder<?>> families = new ArrayList<>();

  /** Takes the samples of one family. */
  interface Family {
    /**
     * Adds one sample.
     *
     * @param labels names and values in turn
     */
    void sample(double value, String... labels);
  }

  /** Begins a family of values that rise and fall. */
  Family gauges(String name, String help) {
    GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
    families.add(family);
    return (value, labels) ->
        family.dataPoint(
            GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  /**
   * Begins a family of values that only rise.
   *
   * @param name ends in {@code _total}
   */
  Family counters(String name, String help) {
    if (!name.endsWith(TOTAL)) {
      throw new IllegalArgumentException("expected a name in " + TOTAL + ", found " + name);
    }
    String base = name.substring(0, name.length() - TOTAL.length());
    CounterSnapshot.Builder family = CounterSnapshot.builder().name(base).help(help);
    families.add(family);
    return (value, labels) ->
        family.dataPoint(
            CounterDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  /** Begins a family of quantiles, which are filled in there. */
  SummarySnapshot.Builder summaries(String name, String help) {
    SummarySnapshot.Builder family = SummarySnapshot.builder().name(name).help(help);
    families.add(family);
    return family;
  }

  /** A family of one sample without labels. */
  void gauge(String name, String help, double value) {
    gauges(name, help).sample(value);
  }

  /** A family of one sample without labels that only rises. */
  void counter(String name, String help, double value) {
    counters(name, help).sample(value);
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    families.forEach(family -> all.metricSnapshot(family.build()));
    return all.build();
  }
}
