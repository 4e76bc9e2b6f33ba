package io.tillwatch.edge.web.metrics;

import io.tillwatch.core.fraud.drift.DriftReport;
import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import io.tillwatch.core.fraud.drift.DriftView;
import io.tillwatch.core.fraud.drift.ModelDrift;
import io.tillwatch.core.fraud.drift.SalesDrift;
import io.tillwatch.edge.web.metrics.MetricFamilies.Family;
import java.time.Instant;

/**
 * What {@code /metrics} says of the model that judges or is tried. Labels are names of the feature
 * set; what too few returns or labels tell is not shown.
 */
final class ModelMetrics {
  private static final double MILLIS = 1_000;

  private ModelMetrics() {}

  static void write(MetricFamilies out, DriftView view) {
    ModelDrift drift = view.drift();
    Instant at = view.at();
    if (drift == null || at == null) {
      return;
    }
    DriftReport report = drift.report();
    Family features =
        out.gauges(
            "tillwatch_model_feature_psi",
            "Population stability index of each number a model gets; .1 watch, .25 alarm");
    report.features().forEach(shift -> sample(features, shift.index(), "feature", shift.name()));
    Shift score = report.score();
    sample(
        out.gauges(
            "tillwatch_model_score_psi",
            "Population stability index of the model's score; .1 watch, .25 alarm"),
        score.index());
    sample(
        out.gauges(
            "tillwatch_model_calibration_error",
            "Mean distance between score and share of frauds, 0..1"),
        report.calibration().value());
    sample(
        out.gauges(
            "tillwatch_model_alert_precision", "Share of frauds among stopped returns, 0..1"),
        report.alerts().value());
    sample(
        out.gauges(
            "tillwatch_model_top_precision",
            "Share of frauds among the 20 highest scored returns with a label, 0..1"),
        drift.top().value());
    write(out, drift.sales());
    out.gauge(
        "tillwatch_model_drift_returns",
        "Returns that were compared with what the model learned from",
        report.returns());
    out.gauge(
        "tillwatch_model_drift_timestamp_seconds",
        "When the drift was computed, since 1970",
        at.toEpochMilli() / MILLIS);
  }

  private static void write(MetricFamilies out, SalesDrift sales) {
    if (!sales.isKnown()) {
      return;
    }
    Family numbers =
        out.gauges(
            "tillwatch_model_sales_psi",
            "Population stability index of each number of the last week's sales, which returns"
                + " will be like");
    sales.shifts().forEach(shift -> sample(numbers, shift.index(), "number", shift.name()));
    out.gauge(
        "tillwatch_model_sales_alarms",
        "Numbers of the last week's sales that alarm; what they do by themselves is allowed for",
        sales.alarms());
  }

  private static void sample(Family family, double value, String... labels) {
    if (!Double.isNaN(value)) {
      family.sample(value, labels);
    }
  }
}
