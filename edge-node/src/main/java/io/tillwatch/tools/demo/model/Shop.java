package io.tillwatch.tools.demo.model;

/** The demo's two stores. */
public enum Shop {
  A,
  B;

  public Shop other() {
    return this == A ? B : A;
  }

  /** For example {@code Store A}. */
  public String title() {
    return "Store " + name();
  }
}
