package io.tillwatch.edge.browser;

import com.microsoft.playwright.Page;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.tools.demo.StoreDemo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser and the nodes of some stores, running while a class of tests does; each test's pages
 * are closed behind it.
 */
final class BrowserShop implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final boolean isDemo;
  private final Map<String, String> settings;
  private final List<String> stores;
  private Path dir;
  private Chromium chromium;
  private TestNodes nodes;

  BrowserShop(String... stores) {
    this(false, Map.of(), stores);
  }

  /** With these environment variables for every node. */
  BrowserShop(Map<String, String> settings, String... stores) {
    this(false, settings, stores);
  }

  private BrowserShop(boolean isDemo, Map<String, String> settings, String... stores) {
    this.isDemo = isDemo;
    this.settings = Map.copyOf(settings);
    this.stores = List.of(stores);
  }

  /** The same with stores that are started for the demo, and have many returns reviewed blindly. */
  static BrowserShop ofDemo(String... stores) {
    return new BrowserShop(true, Map.of("TILLWATCH_MODEL_SAMPLE_PERMILLE", "500"), stores);
  }

  Chromium chromium() {
    return chromium;
  }

  TestNodes nodes() {
    return nodes;
  }

  /** The page of a store, signed in with a fresh link. */
  Page open(String store, io.tillwatch.edge.web.access.Page which) {
    return chromium.open(nodes.node(store), which);
  }

  /** A kiosk of that store. */
  KioskScreen kiosk(String store) {
    return new KioskScreen(open(store, io.tillwatch.edge.web.access.Page.KIOSK));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    chromium = Chromium.start();
    dir = Files.createTempDirectory("browser-shop");
    Path rules = Path.of("../conf/rules.yaml");
    nodes = new TestNodes(dir, rules, settings, stores.toArray(String[]::new));
    stores.forEach(this::start);
  }

  private void start(String store) {
    if (isDemo) {
      nodes.startForDemo(store, StoreDemo.of(nodes.config(store), InstantSource.system()));
    } else {
      nodes.start(store);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    chromium.closePages();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (nodes != null) {
      nodes.close();
    }
    if (chromium != null) {
      chromium.close();
    }
    if (dir != null) {
      try (Stream<Path> all = Files.walk(dir)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
