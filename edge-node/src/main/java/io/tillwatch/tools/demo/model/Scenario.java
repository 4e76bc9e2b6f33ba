package io.tillwatch.tools.demo.model;

import java.util.List;
import java.util.stream.Stream;

/** The whole script, in the order it is played. */
public final class Scenario {
  private Scenario() {}

  public static List<Step> steps() {
    return Stream.of(HonestCustomers.steps(), WithoutPhoto.steps(), Prevention.steps())
        .flatMap(List::stream)
        .toList();
  }
}
