package io.tillwatch.edge.fraud;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On which lines the words of a YAML document stand: a refusal of what it says, made after it was
 * read, can so be led back to its place.
 */
final class YamlLines {
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]+");

  private record Word(String text, int line) {}

  private final List<Word> words;

  private YamlLines(List<Word> words) {
    this.words = words;
  }

  /** Keys and values of a document that can be parsed. */
  static YamlLines of(String yaml) {
    List<Word> words = new ArrayList<>();
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
          words.add(new Word(parser.getText(), parser.currentTokenLocation().getLineNr()));
        }
      }
    } catch (IOException e) {
      // what was read up to here is enough to look in
    }
    return new YamlLines(words);
  }

  /**
   * The line that a message speaks of: that of the last of its words that stand in the document,
   * each looked for behind the one before. A message begins with what owns the fault. 1 where none
   * does.
   */
  int lineOf(String message) {
    int at = 0;
    int line = 1;
    Matcher each = WORD.matcher(message);
    while (each.find()) {
      for (int i = at; i < words.size(); i++) {
        if (words.get(i).text().equals(each.group())) {
          line = words.get(i).line();
          at = i + 1;
          break;
        }
      }
    }
    return line;
  }
}
