package io.tillwatch.edge.config;

import java.net.URI;
import java.net.URISyntaxException;

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
    HTTP,
    RTSP
  }

  private static final String EXPECTED =
      "must be demo, none, device:0, folder:PATH, file:PATH, http://... or rtsp://...";

  private static final String WRONG_URL =
      "must be an address with a host; in user and password write @ as %40, / as %2F, : as %3A";

  /** Reads a source as it is written in the conf file. */
  public static CameraSource parse(String text) {
    String trimmed = text.trim();
    if (trimmed.matches("(https?|rtsps?)://.*")) {
      return new CameraSource(trimmed.startsWith("http") ? Kind.HTTP : Kind.RTSP, url(trimmed));
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

  /** Says nothing of what is wrong with it: a password may be. */
  private static String url(String text) {
    if (!hasHost(text)) {
      throw new IllegalArgumentException(WRONG_URL);
    }
    return text;
  }

  private static boolean hasHost(String text) {
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Some cameras take their password behind the question mark. */
  private String withoutSecrets() {
    return location.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", "?...");
  }

  private boolean isUrl() {
    return kind == Kind.HTTP || kind == Kind.RTSP;
  }

  /** The source as it is written in the conf file. */
  public String spec() {
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    return isUrl() ? location : location.isEmpty() ? name : name + ":" + location;
  }

  @Override
  public String toString() {
    return isUrl() ? withoutSecrets() : spec();
  }
}
