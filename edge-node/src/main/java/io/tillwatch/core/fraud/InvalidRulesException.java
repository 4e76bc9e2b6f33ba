package io.tillwatch.core.fraud;

/** A rule set that is refused as a whole; the message names what is wrong and what to do. */
public final class InvalidRulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidRulesException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
