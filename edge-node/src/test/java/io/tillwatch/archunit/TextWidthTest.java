package io.tillwatch.archunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Markdown, pages with their style sheets and scripts, shell and Lua scripts and settings are at
 * most 100 columns wide. Exempt in Markdown: rows of tables, blocks of code, and a word such as an
 * address that cannot be broken.
 */
class TextWidthTest {
  private static final int MOST_COLUMNS = 100;
  private static final Path ROOT = Path.of("..");
  private static final Pattern CHECKED = Pattern.compile(".*\\.(md|css|js|ts|html|lua|sh|yaml)");
  private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules", "data");

  /** What is data, each with the reason why it is not wrapped. */
  private static final Set<String> EXEMPT =
      Set.of(
          // one article a line
          "conf/catalog.yaml",
          // as a version before shipped it
          "edge-node/src/test/resources/rules/before.yaml",
          // its descriptions are paragraphs, a line each
          "webroot/openapi.yaml");

  private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
  private static final Pattern TABLE_ROW = Pattern.compile("\\s*\\|.*");

  /** Indentation, then what makes the line an item of a list or a quote. */
  private static final Pattern LINE_START = Pattern.compile("\\s*(?:[-*+>] |\\d+\\. )*\\s*");

  @Test
  void holdsForEveryText() throws IOException {
    List<Path> texts = texts();
    List<String> tooWide = new ArrayList<>();
    for (Path text : texts) {
      String name = ROOT.relativize(text).toString();
      if (!EXEMPT.contains(name)) {
        tooWide.addAll(tooWide(name, Files.readAllLines(text)));
      }
    }

    assertThat(texts).as("found what is to be checked").hasSizeGreaterThan(50);
    assertThat(tooWide).as("lines of more than %d columns", MOST_COLUMNS).isEmpty();
  }

  @Test
  void namesFileLineAndWidthOfWhatIsTooWide() {
    String wide = "a word ".repeat(20).strip();

    assertThat(tooWide("docs/x.md", List.of("# Short", wide)))
        .containsExactly("docs/x.md:2 has 139 columns");
    assertThat(tooWide("webroot/x.css", List.of("| " + wide))).hasSize(1);
    assertThat(tooWide("webroot/x.js", List.of("```", wide))).hasSize(1);
    assertThat(tooWide("docs/x.md", List.of("```", wide, "```", "- " + wide))).hasSize(1);
  }

  @Test
  void letsTablesCodeAndUnbreakableWordsBe() {
    String wide = "a word ".repeat(20);
    String address = "https://example.org/" + "x".repeat(100);

    assertThat(tooWide("docs/x.md", List.of("| " + wide + " |", "- " + address))).isEmpty();
    assertThat(tooWide("docs/x.md", List.of("```json", wide, "```"))).isEmpty();
    assertThat(tooWide("docs/x.md", List.of("é".repeat(50) + " " + "é".repeat(49)))).isEmpty();
  }

  private static List<String> tooWide(String name, List<String> lines) {
    boolean markdown = name.endsWith(".md");
    boolean code = false;
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      code ^= markdown && FENCE.matcher(line).matches();
      int columns = line.codePointCount(0, line.length());
      if (columns > MOST_COLUMNS && !(markdown && (code || exempt(line)))) {
        found.add(name + ":" + (i + 1) + " has " + columns + " columns");
      }
    }
    return found;
  }

  private static boolean exempt(String line) {
    if (TABLE_ROW.matcher(line).matches()) {
      return true;
    }
    String words = LINE_START.matcher(line).replaceFirst("");
    int blank = words.indexOf(' ');
    return blank < 0 || line.length() - words.length() + blank > MOST_COLUMNS;
  }

  private static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = NOT_OURS.contains(folder.getFileName().toString());
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (CHECKED.matcher(file.getFileName().toString()).matches()) {
              texts.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return texts;
  }
}
