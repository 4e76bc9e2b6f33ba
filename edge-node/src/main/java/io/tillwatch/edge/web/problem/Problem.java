package io.tillwatch.edge.web.problem;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as RFC 9457 tells it.
 *
 * @param status of HTTP
 * @param code stable, upper case; what a program branches on
 * @param detail plain words: what was expected, what was found, what to do
 * @param errors one per field at fault, empty where no field is
 * @param retryAfterSeconds when to try again, or null
 */
public record Problem(
    int status,
    String code,
    String detail,
    List<FieldError> errors,
    @Nullable Integer retryAfterSeconds) {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One field at fault.
   *
   * @param pointer JSON pointer into the request's body, or {@code ?name} for a query parameter
   */
  public record FieldError(String pointer, String detail) {}

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that no single field is to blame for. */
  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), null);
  }

  /** A problem of one field. */
  public static Problem at(int status, String code, String pointer, String detail) {
    return new Problem(status, code, detail, List.of(new FieldError(pointer, detail)), null);
  }

  /** A problem that passes by itself. */
  public static Problem later(int status, String code, String detail, int retryAfterSeconds) {
    return new Problem(status, code, detail, List.of(), retryAfterSeconds);
  }

  /** Thrown where a request is refused on the way to its actor. */
  public ProblemException exception() {
    return new ProblemException(this);
  }

  /** The body of the answer. */
  public ProblemJson toJson() {
    return new ProblemJson(
        "urn:tillwatch:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'),
        title(),
        status,
        detail,
        code,
        errors.isEmpty() ? null : errors);
  }

  private String title() {
    String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
