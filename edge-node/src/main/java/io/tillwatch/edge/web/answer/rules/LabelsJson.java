package io.tillwatch.edge.web.answer.rules;

import io.tillwatch.core.fraud.labels.LabelQuery;
import io.tillwatch.core.fraud.labels.LabelSource;
import java.util.Arrays;
import java.util.List;

/**
 * What a model may learn from so far.
 *
 * @param returns with features and without a ledger fact that decided them, labelled or not
 * @param frauds among those with a label
 * @param honest among those with a label
 * @param dropped older returns that had no room
 * @param sources where labels come from, the one that counts first first
 */
public record LabelsJson(int returns, int frauds, int honest, int dropped, List<Source> sources) {

  /** Labels of one source. */
  public record Source(LabelSource source, int frauds, int honest) {}

  public static LabelsJson of(LabelQuery.Answer answer) {
    List<Source> sources =
        Arrays.stream(LabelSource.values())
            .map(each -> new Source(each, count(answer, each, true), count(answer, each, false)))
            .toList();
    return new LabelsJson(
        answer.returns(),
        sources.stream().mapToInt(Source::frauds).sum(),
        sources.stream().mapToInt(Source::honest).sum(),
        answer.dropped(),
        sources);
  }

  private static int count(LabelQuery.Answer answer, LabelSource source, boolean fraud) {
    return (int)
        answer.labelled().stream()
            .map(each -> each.label())
            .filter(label -> label.source() == source && label.fraud() == fraud)
            .count();
  }
}
