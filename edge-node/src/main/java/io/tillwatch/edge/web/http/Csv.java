package io.tillwatch.edge.web.http;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A table as RFC 4180 writes it, for a spreadsheet: no value of it is taken for a formula. */
public final class Csv {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final StringBuilder text = new StringBuilder();

  /** A table whose first line is this. */
  public Csv(String... header) {
    line((Object[]) header);
  }

  /** Adds a line; null is written as nothing. */
  public Csv line(Object... values) {
    text.append(Arrays.stream(values).map(Csv::field).collect(Collectors.joining(",")))
        .append("\r\n");
    return this;
  }

  /** The table as an answer, to be saved under that name. */
  public ApiResponse answer(String fileName) {
    return ApiResponse.text(200, "text/csv; charset=utf-8", text.toString())
        .with("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
  }

  private static String field(Object value) {
    if (value == null) {
      return "";
    }
    String said = value.toString();
    boolean formula =
        !(value instanceof Number)
            && !said.isEmpty()
            && FORMULA_STARTS.indexOf(said.charAt(0)) >= 0;
    String safe = formula ? "'" + said : said;
    boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
