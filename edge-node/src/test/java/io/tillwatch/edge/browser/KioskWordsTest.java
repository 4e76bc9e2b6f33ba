package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kiosk's catalogues of words: one file a language, all with the same keys. */
class KioskWordsTest {
  private static final Path KIOSK = Path.of("../webroot/js/kiosk");
  private static final Pattern ENTRY =
      Pattern.compile("(?ms)^  \"([^\"]+)\":\\s(.*?)(?=,\\n\\n?  \"|,\\n};)");
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  @ParameterizedTest
  @ValueSource(strings = {"es", "de", "ar"})
  void saysEveryWordOfEnglishWithTheSamePlaces(String language) throws IOException {
    assertThat(places(language)).isEqualTo(places("en"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "de", "ar"})
  void namesTheGoodsOfTheShippedCatalogue(String language) throws IOException {
    for (String line : Files.readAllLines(Path.of("../conf/catalog.yaml"))) {
      Matcher sku = Pattern.compile("sku: (\\w+), description: ([^,]+)").matcher(line);
      if (sku.find()) {
        assertThat(words("en")).containsEntry("goods." + sku.group(1), quoted(sku.group(2)));
        assertThat(words(language)).containsKey("goods." + sku.group(1));
      }
    }
  }

  @Test
  void keepsNoWordThatThePageDoesNotSay() throws IOException {
    StringBuilder scripts = new StringBuilder();
    try (Stream<Path> files = Files.list(KIOSK)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        scripts.append(Files.readString(file));
      }
    }
    String said = scripts.toString();
    // `t(`tender.${type}`)` says every word of its family
    assertThat(words("en").keySet())
        .allMatch(
            key ->
                said.contains('"' + key + '"')
                    || said.contains("`" + key.substring(0, key.lastIndexOf('.') + 1) + "${"));
  }

  private static Map<String, TreeSet<String>> places(String language) throws IOException {
    Map<String, TreeSet<String>> places = new TreeMap<>();
    words(language)
        .forEach(
            (key, words) -> {
              TreeSet<String> of = new TreeSet<>();
              PLACE.matcher(words).results().forEach(place -> of.add(place.group()));
              places.put(key, of);
            });
    assertThat(places).hasSizeGreaterThan(150);
    return places;
  }

  private static Map<String, String> words(String language) throws IOException {
    Map<String, String> words = new TreeMap<>();
    String file = Files.readString(KIOSK.resolve("words/" + language + ".js"));
    ENTRY.matcher(file).results().forEach(entry -> words.put(entry.group(1), entry.group(2)));
    return words;
  }

  private static String quoted(String words) {
    return '"' + words + '"';
  }
}
