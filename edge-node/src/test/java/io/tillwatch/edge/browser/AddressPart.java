package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of the dashboard's address that says what a page shows.
 *
 * @param before the address up to it
 * @param within whether it is a part of a query that stands in the fragment
 */
record AddressPart(String before, boolean within) {
  /** Asks for transactions that were after they were before. */
  static final String BACKWARDS =
      "?page=patterns#cut=" + escaped("from=2026-05-02T00:00:00Z&to=2026-05-01T00:00:00Z");

  private static final Pattern READ_FROM_FRAGMENT =
      Pattern.compile("location\\.hash\\.slice\\(1\\)\\)\\.get\\(\"(\\w+)\"\\)");

  /** Parts of the query that the fragment may hold, ones that no page writes among them. */
  private static final List<String> WITHIN =
      List.of("from", "to", "storeId", "only", "hourOfDay", "cursor", "limit", "page", "nonsense");

  /**
   * Every part there is, as the page's own modules read them.
   *
   * @param all each on each page, or each on one page
   */
  static List<AddressPart> of(Page page, boolean all) {
    List<String> pages = names(page, "pages.js", "Object.keys(module.PAGES)");
    List<String> filters = names(page, "filters.js", "Object.keys(module.filtersOfAddress())");
    List<String> fragments = fragments();
    assertThat(pages).contains("desk", "rules", "audit");
    assertThat(filters).contains("page", "store", "age", "tab");
    assertThat(fragments).contains("alert", "find", "cut");
    List<AddressPart> parts = new ArrayList<>(List.of(new AddressPart("?page=", false)));
    for (int i = 0; i < filters.size(); i++) {
      for (String name : all ? pages : List.of(pages.get(i % pages.size()))) {
        parts.add(new AddressPart("?page=" + name + "&" + filters.get(i) + "=", false));
      }
    }
    // whom a page is about
    pages.forEach(name -> parts.add(new AddressPart("?page=" + name + "&id=", false)));
    for (String fragment : fragments) {
      parts.add(new AddressPart("?page=patterns#" + fragment + "=", false));
    }
    for (String each : WITHIN) {
      parts.add(new AddressPart("?page=rules#cut=" + each + "%3D", true));
    }
    return parts;
  }

  /** The address with that text there. */
  String holding(String text) {
    return before + (within ? escaped(escaped(text)) : escaped(text));
  }

  @Override
  public String toString() {
    return before;
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @SuppressWarnings("unchecked")
  private static List<String> names(Page page, String module, String which) {
    String script = "import('/js/dashboard/%s').then((module) => %s)".formatted(module, which);
    return (List<String>) page.evaluate(script);
  }

  private static List<String> fragments() {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(Path.of("../webroot/js/dashboard"))) {
      for (Path each : all.filter(file -> file.toString().endsWith(".js")).toList()) {
        READ_FROM_FRAGMENT
            .matcher(Files.readString(each))
            .results()
            .forEach(found -> names.add(found.group(1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(names);
  }
}
