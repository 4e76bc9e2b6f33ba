package io.tillwatch.core.photos;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a customer agreed to when a photo was taken, and by which words. A photo without it is kept
 * as a photo and never compared with another.
 *
 * @param purposes {@link #PHOTO}, and {@link #MATCH} where faces may be compared
 * @param text version of the words that were shown
 * @param lang language of those words, as in {@code en} or {@code pt-BR}
 */
public record PhotoConsent(List<String> purposes, String text, String lang) {
  /** The photo may be taken and kept. */
  public static final String PHOTO = "photo";

  /** It may be compared with the photo of the purchase. */
  public static final String MATCH = "match";

  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  private static final Pattern LANG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");

  /** Characters of a consent as text, at most. */
  public static final int LONGEST = 200;

  /** Throws IllegalArgumentException, which says what is expected, for anything else. */
  public PhotoConsent {
    purposes = List.copyOf(purposes).stream().distinct().sorted().toList();
    if (!purposes.contains(PHOTO) || !List.of(PHOTO, MATCH).containsAll(purposes)) {
      throw new IllegalArgumentException(
          "purposes must be photo, or photo and match, found " + String.join(",", purposes));
    }
    if (text == null || !TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "text must be the version of the words shown: 1..32 letters, digits, '.', '_' or '-'");
    }
    if (lang == null || !LANG.matcher(lang).matches()) {
      throw new IllegalArgumentException("lang must be a language, such as en or pt-BR");
    }
  }

  /**
   * Reads {@code purposes=photo,match;text=v3;lang=en}, in any order; throws
   * IllegalArgumentException for anything else.
   */
  public static PhotoConsent parse(String header) {
    if (header.length() > LONGEST) {
      throw new IllegalArgumentException("expected at most " + LONGEST + " characters");
    }
    String purposes = null;
    String text = null;
    String lang = null;
    for (String part : header.split(";", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      switch (name) {
        case "purposes" -> purposes = once(name, purposes, value);
        case "text" -> text = once(name, text, value);
        case "lang" -> lang = once(name, lang, value);
        default ->
            throw new IllegalArgumentException(
                "expected purposes, text and lang, separated by ';', found another part");
      }
    }
    if (purposes == null || text == null || lang == null) {
      throw new IllegalArgumentException("expected purposes, text and lang, separated by ';'");
    }
    return new PhotoConsent(
        Arrays.stream(purposes.split(",", -1)).map(String::strip).toList(), text, lang);
  }

  private static String once(String name, @Nullable String before, String value) {
    if (before != null) {
      throw new IllegalArgumentException(name + " is given twice");
    }
    return value;
  }

  /** Whether the face may be compared with another photo's. */
  public boolean allowsMatching() {
    return purposes.contains(MATCH);
  }
}
