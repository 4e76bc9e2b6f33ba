package io.tillwatch.edge.support;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a dashboard or an alarm of an operator relies on in a page of {@code /metrics}: the names,
 * types and help texts of its families, and the names of their samples with those of their labels.
 */
public final class MetricNames {
  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (\\w+) (.*)");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\",?");

  private MetricNames() {}

  /** Of every family that has a sample; one line for each thing to rely on. */
  public static TreeSet<String> of(String page) {
    TreeSet<String> names = new TreeSet<>();
    Map<String, String> about = new TreeMap<>();
    String family = "";
    for (String line : page.lines().toList()) {
      Matcher comment = COMMENT.matcher(line);
      if (comment.matches()) {
        family = comment.group(2);
        about.put(comment.group(1), family + " " + comment.group(1) + " " + comment.group(3));
      } else {
        names.addAll(about.values());
        names.add(family + " " + sample(line));
      }
    }
    return names;
  }

  private static String sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("expected a sample, found " + line);
    }
    TreeSet<String> labels = new TreeSet<>();
    if (sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        labels.add(label.group(1));
      }
    }
    return sample.group(1) + labels;
  }
}
