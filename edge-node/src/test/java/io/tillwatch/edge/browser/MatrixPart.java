package io.tillwatch.edge.browser;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a long table of cases, so that what takes half an hour can be run piece by piece:
 * {@code -Dtillwatch.part=2/6} is the second of six parts.
 */
record MatrixPart(int which, int of) {
  static final MatrixPart GIVEN = read(System.getProperty("tillwatch.part", "1/1"));

  MatrixPart {
    if (which < 1 || which > of) {
      throw new IllegalArgumentException("expected a part like 2/6, found " + which + "/" + of);
    }
  }

  private static MatrixPart read(String text) {
    String[] numbers = text.split("/", 2);
    return new MatrixPart(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  /** Those of the list that are in this part. */
  <T> List<T> of(List<T> all) {
    List<T> mine = new ArrayList<>();
    for (int i = which - 1; i < all.size(); i += of) {
      mine.add(all.get(i));
    }
    return mine;
  }
}
