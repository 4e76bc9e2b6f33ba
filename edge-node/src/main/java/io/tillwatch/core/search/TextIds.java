package io.tillwatch.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts as small numbers, each for as long as a row uses it. */
final class TextIds {
  /** Stands for no text. */
  static final int NONE = 0;

  /** Stands for a text that no row has. */
  static final int UNKNOWN = -1;

  /** What a text takes with all that finds it. */
  private static final long BYTES = 120;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<@Nullable String> texts = new ArrayList<>();
  private final BitSet free = new BitSet();
  private int[] used = new int[64];

  TextIds() {
    texts.add(null);
  }

  /** The number of a text that one more row uses. */
  int acquire(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    Integer known = numbers.get(text);
    int number = known == null ? enter(text) : known;
    used[number]++;
    return number;
  }

  /** One row fewer uses it. */
  void release(int number) {
    String text = texts.get(number);
    if (text != null && --used[number] == 0) {
      numbers.remove(text);
      texts.set(number, null);
      free.set(number);
    }
  }

  /** The number of a text, or {@link #UNKNOWN}. */
  int find(String text) {
    return numbers.getOrDefault(text, UNKNOWN);
  }

  /** The text of a number; null for none. */
  @Nullable String text(int number) {
    return texts.get(number);
  }

  /** How often rows use it. */
  int uses(int number) {
    return used[number];
  }

  /** One more than the highest number there is. */
  int end() {
    return texts.size();
  }

  long bytes() {
    return numbers.size() * BYTES;
  }

  private int enter(String text) {
    int number = free.nextSetBit(0);
    if (number < 0) {
      number = texts.size();
      texts.add(text);
    } else {
      free.clear(number);
      texts.set(number, text);
    }
    if (number >= used.length) {
      used = Arrays.copyOf(used, 2 * used.length);
    }
    numbers.put(text, number);
    return number;
  }
}
