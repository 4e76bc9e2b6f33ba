package io.tillwatch.edge.camera.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Which camera a lane has, as {@code camera.source} names it. */
public sealed interface CameraSource {
  /**
   * Reads {@code none, demo, device:0, folder:PATH, file:PATH} or an {@code http(s)://} address.
   */
  static CameraSource parse(String text) {
    String value = text.strip();
    int colon = value.indexOf(':');
    String scheme = (colon < 0 ? value : value.substring(0, colon)).toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? "" : value.substring(colon + 1);
    return switch (scheme) {
      case "none" -> onlyAlone(new None(), rest, value);
      case "demo" -> onlyAlone(new Demo(), rest, value);
      case "device" -> new Device(number(rest, value));
      case "folder" -> new Folder(path(rest, value));
      case "file" -> new StreamFile(path(rest, value));
      case "http", "https" -> new Http(address(value));
      default -> throw unknown(value);
    };
  }

  /** Without credentials, for screens and logs. */
  String describe();

  /** Photos from here are of this kind. */
  SourceKind kind();

  /** No camera: only uploads and the browser's. */
  record None() implements CameraSource {
    @Override
    public String describe() {
      return "none";
    }

    @Override
    public SourceKind kind() {
      return SourceKind.UPLOAD;
    }
  }

  /** Drawn people, marked as such. */
  record Demo() implements CameraSource {
    @Override
    public String describe() {
      return "demo";
    }

    @Override
    public SourceKind kind() {
      return SourceKind.DEMO;
    }
  }

  /** A camera of this machine, by its V4L2 number. */
  record Device(int index) implements CameraSource {
    @Override
    public String describe() {
      return "device:" + index;
    }

    @Override
    public SourceKind kind() {
      return SourceKind.LIVE_CAMERA;
    }
  }

  /** JPEG and PNG pictures of one folder, in order of their names, over and over. */
  record Folder(Path path) implements CameraSource {
    @Override
    public String describe() {
      return "folder:" + path;
    }

    @Override
    public SourceKind kind() {
      return SourceKind.FILE;
    }
  }

  /** A recorded stream, over and over: concatenated JPEGs (.mjpeg, .mjpg) or MJPEG in AVI. */
  record StreamFile(Path path) implements CameraSource {
    @Override
    public String describe() {
      return "file:" + path;
    }

    @Override
    public SourceKind kind() {
      return SourceKind.FILE;
    }
  }

  /** A network camera that answers with MJPEG or with one JPEG a request. */
  record Http(URI address) implements CameraSource {
    @Override
    public String describe() {
      int port = address.getPort();
      return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port);
    }

    @Override
    public SourceKind kind() {
      return SourceKind.LIVE_CAMERA;
    }

    @Override
    public String toString() {
      return "Http[" + describe() + "]";
    }
  }

  private static CameraSource onlyAlone(CameraSource source, String rest, String value) {
    if (!rest.isEmpty()) {
      throw unknown(value);
    }
    return source;
  }

  private static int number(String text, String value) {
    if (!text.matches("\\d{1,3}")) {
      throw unknown(value);
    }
    return Integer.parseInt(text);
  }

  private static Path path(String text, String value) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw unknown(value);
    }
    return Path.of(text);
  }

  private static URI address(String value) {
    try {
      URI address = URI.create(value);
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "camera.source: expected an http address with a host, found one that cannot be read", e);
    }
    throw new IllegalArgumentException(
        "camera.source: expected an http address with a host, found none");
  }

  private static IllegalArgumentException unknown(String value) {
    return new IllegalArgumentException(
        "camera.source: expected none, demo, device:NUMBER, folder:PATH, file:PATH or an http://"
            + " address, found '"
            + value.replaceAll("//[^/@]*@", "//...@")
            + "'");
  }
}
