package io.tillwatch.core.fraud.model;

/** A model that cannot be used; the message says in one sentence what was expected and found. */
public final class UnusableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableModelException(String message) {
    super(message);
  }
}
