package io.tillwatch.tools.demo.model;

import java.util.Map;

/** The demo's two stores. */
public enum Shop {
  A,
  B;

  public Shop other() {
    return this == A ? B : A;
  }

  /** What a map that names both shops holds for this one. */
  public <T> T in(Map<Shop, T> shops) {
    T its = shops.get(this);
    if (its == null) {
      throw new IllegalArgumentException("expected " + this + " among " + shops.keySet());
    }
    return its;
  }

  /** For example {@code Store A}. */
  public String title() {
    return "Store " + name();
  }
}
