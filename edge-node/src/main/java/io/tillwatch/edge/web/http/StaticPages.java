package io.tillwatch.edge.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import java.util.Map;

/** The kiosk, the dashboard and what they are made of, and the headers that keep them safe. */
public final class StaticPages {
  /** Pages run their own files only: nothing inline, nothing from elsewhere, in nobody's frame. */
  static final Map<String, String> SAFETY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
              + " media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
              + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(self), microphone=(), geolocation=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  /** The same as bytes: every answer carries them. */
  private static final List<Map.Entry<CharSequence, CharSequence>> WRITTEN =
      SAFETY.entrySet().stream()
          .map(
              each ->
                  Map.entry(
                      HttpHeaders.createOptimized(each.getKey()),
                      HttpHeaders.createOptimized(each.getValue())))
          .toList();

  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private StaticPages() {}

  /** Puts the headers on every answer. */
  public static void guard(Router router) {
    router
        .route()
        .handler(
            context -> {
              HttpServerResponse response = context.response();
              for (Map.Entry<CharSequence, CharSequence> each : WRITTEN) {
                response.putHeader(each.getKey(), each.getValue());
              }
              if (!isAsset(context.normalizedPath())) {
                response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
              }
              context.next();
            });
  }

  public static void mount(Router router) {
    StaticHandler files =
        StaticHandler.create(FileSystemAccess.RELATIVE, "webroot")
            .setIncludeHidden(false)
            .setDirectoryListing(false)
            .setIndexPage("index.html")
            .setCachingEnabled(true)
            .setMaxAgeSeconds(0);
    router
        .route("/kiosk")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> context.reroute("/kiosk.html"));
    router.route(HttpMethod.GET, "/*").handler(files);
    router.route(HttpMethod.HEAD, "/*").handler(files);
  }

  private static boolean isAsset(String path) {
    return !path.startsWith("/api/") && path.lastIndexOf('.') > path.lastIndexOf('/');
  }
}
