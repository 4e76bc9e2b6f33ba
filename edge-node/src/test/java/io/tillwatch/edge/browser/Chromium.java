package io.tillwatch.edge.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.EdgeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium, without a screen, with a camera that plays a test card or a file. */
final class Chromium implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 20_000;
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Pages get the camera without asking anybody. */
  static final String ALLOWED = "--use-fake-ui-for-media-stream";

  /** A camera that shows a test card. */
  static final String CAMERA = "--use-fake-device-for-media-stream";

  /** A camera that plays JPEGs, one behind the other, over and over. */
  static String playing(Path mjpeg) {
    return "--use-file-for-fake-video-capture=" + mjpeg.toAbsolutePath().normalize();
  }

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; skips the calling test, loudly, where there is none and CI does not ask for one. */
  static Chromium start() {
    return startWith(ALLOWED, CAMERA);
  }

  /** The same with other flags for its camera. */
  static Chromium startWith(String... camera) {
    Path executable = require();
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of(camera));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(flags));
    return new Chromium(playwright, browser);
  }

  /** A till's screen with cookies and storage of its own. */
  Page till() {
    return page(1366, 768, ColorScheme.LIGHT);
  }

  Page page(int width, int height, ColorScheme colours) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-US")
                .setColorScheme(colours));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onPageError(troubles::add);
    page.onConsoleMessage(
        message -> {
          // an answer of 4xx is shown to people by the page itself
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            troubles.add(message.text());
          }
        });
    return page;
  }

  /** Opens a page of the node with a fresh sign-in link. */
  Page open(EdgeNode node, io.tillwatch.edge.web.access.Page which) {
    Page page = till();
    page.navigate(node.link(which).toString());
    return page;
  }

  /** Script errors and refusals of the content security policy, of all pages so far. */
  List<String> troubles() {
    return troubles;
  }

  /** Closes every page with its cookies, storage and live events. */
  void closePages() {
    browser.contexts().forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path require() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .flatMap(
                dir ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(dir, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String loud =
          "BROWSER TESTS NOT RUN: no chromium on the PATH; install it, e.g. apt-get install chromium";
      System.err.println(loud);
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(loud);
      }
      Assumptions.abort(loud);
    }
    return found.get();
  }
}
