package io.tillwatch.edge.config;

/**
 * Where a lane's pictures come from.
 *
 * @param kind of source
 * @param location device number, folder, file or URL; empty for demo and none
 */
public record CameraSource(Kind kind, String location) {

  /** Kinds of sources. */
  public enum Kind {
    NONE,
    DEMO,
    DEVICE,
    FOLDER,
    FILE,
    HTTP
  }

  private static final String EXPECTED =
      "must be demo, none, device:0, folder:PATH, file:PATH or http://...";

  /** Reads a source as it is written in the conf file. */
  public static CameraSource parse(String text) {
    String trimmed = text.trim();
    if (trimmed.startsWith("http://") || trimmed.startsWith("https://")) {
      return new CameraSource(Kind.HTTP, trimmed);
    }
    int colon = trimmed.indexOf(':');
    String location = colon < 0 ? "" : trimmed.substring(colon + 1);
    Kind kind =
        switch (colon < 0 ? trimmed : trimmed.substring(0, colon)) {
          case "none" -> Kind.NONE;
          case "demo" -> Kind.DEMO;
          case "device" -> Kind.DEVICE;
          case "folder" -> Kind.FOLDER;
          case "file" -> Kind.FILE;
          default -> throw new IllegalArgumentException(EXPECTED);
        };
    boolean located = kind != Kind.NONE && kind != Kind.DEMO;
    boolean wellFormed = kind == Kind.DEVICE ? location.matches("\\d{1,3}") : !location.isBlank();
    if (located ? !wellFormed : colon >= 0) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return new CameraSource(kind, location);
  }

  /** The source as it is written in the conf file. */
  public String spec() {
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    return kind == Kind.HTTP ? location : location.isEmpty() ? name : name + ":" + location;
  }

  @Override
  public String toString() {
    return kind == Kind.HTTP ? location.replaceFirst("//[^/@]*@", "//") : spec();
  }
}
