package io.tillwatch.tools.demo.model;

/** The scenarios of the original demo, in the order they are played. */
public enum Chapter {
  HONEST("Honest customers: sales, and returns with a photo, in both stores"),
  NO_PHOTO("The other store, no photo: the fraud this began with"),
  PREVENTION("Prevention: mismatch, missing photo, timing, high value, and worse");

  private final String title;

  Chapter(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
