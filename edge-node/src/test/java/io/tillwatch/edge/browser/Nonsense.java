package io.tillwatch.edge.browser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What no field expects, and somebody types, pastes or puts into an address all the same. */
enum Nonsense {
  VERY_LONG("x".repeat(600)),
  LONG_WORDS("Wwwwwwwwww ".repeat(60)),
  CONTROLS("a\u0000b\u0007c\u001b[31md\u007fe\u0085f\ufffeg"),
  LINES("first\nsecond\r\nthird\tfourth"),
  MARKUP("\"><img src=x onerror=\"window.nonsense=1\"><script>window.nonsense=1</script>"),
  QUOTES("'\"`${7*7}{{7*7}}' OR 1=1 -- %s %n \\ <&amp;>"),
  EMOJI("x" + "\ud83d\ude42".repeat(40)),
  FAMILIES("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66".repeat(12)),
  RIGHT_TO_LEFT("\u202egnorw\u202c \u2067\u05d0\u05d1\u2066 \u200f\u200e\u061c\u2068 end"),
  ARABIC("\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 ".repeat(8)),
  MARKS("Z" + "\u0338\u0321\u0322\u0347".repeat(20)),
  NOTHING_SEEN(" \u200b\u00a0\u2060\ufeff "),
  TOO_LARGE("99999999999999999999"),
  NEGATIVE("-1"),
  NO_NUMBER("1e309"),
  FRACTION("0,5"),
  OTHER_DIGITS("\u0663\u0664"),
  NO_DATE("2026-13-45T99:99:99Z"),
  HERE("."),
  UP(".."),
  PATH("../../../etc/passwd?a=1&b=2#c;d%00"),
  HALF_ESCAPED("%E0%A4%A%zz%"),
  PROTOTYPE("__proto__"),
  CONSTRUCTOR("constructor"),
  STRUCTURE("{\"$ne\":null}");

  private final String text;

  Nonsense(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** So many of them at that turn, each of them at one turn or another. */
  static List<Nonsense> some(int turn, int many) {
    List<Nonsense> all = new ArrayList<>(List.of(values()));
    Collections.rotate(all, -(turn * many));
    return all.subList(0, Math.min(many, all.size()));
  }
}
