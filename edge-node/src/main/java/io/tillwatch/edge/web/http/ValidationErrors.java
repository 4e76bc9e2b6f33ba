package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Everything wrong with one request, gathered so that the caller can mend all of it at once. */
public final class ValidationErrors {
  private static final int MAX_LISTED = 50;

  /** Codes that name the whole problem as soon as one field has it, weightiest first. */
  private static final List<String> OWN_CODES =
      List.of("CARD_NUMBER_REFUSED", "UNKNOWN_FIELD", "UNKNOWN_PARAMETER");

  private static final String GENERAL = "VALIDATION_FAILED";

  private final List<Problem.FieldError> errors = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();

  void add(String pointer, String detail) {
    add(GENERAL, pointer, detail);
  }

  void add(String code, String pointer, String detail) {
    codes.add(code);
    if (errors.size() < MAX_LISTED) {
      errors.add(new Problem.FieldError(pointer, detail));
    }
  }

  int count() {
    return codes.size();
  }

  /** Throws where anything was found. */
  public void throwIfAny() {
    if (codes.isEmpty()) {
      return;
    }
    throw new Problem(422, code(), summary(), errors, null).exception();
  }

  private String code() {
    // a card number must be known as such whatever else is wrong; an own code else names a problem
    // only where nothing else is wrong
    if (codes.contains(OWN_CODES.get(0))) {
      return OWN_CODES.get(0);
    }
    String first = codes.get(0);
    return codes.stream().allMatch(first::equals) ? first : GENERAL;
  }

  private String summary() {
    return codes.size() == 1 ? errors.get(0).detail() : codes.size() + " fields are wrong";
  }
}
