package io.tillwatch.edge.proof;

import java.util.Locale;
import java.util.Random;

/** Ways in which people and scanners write a receipt's number. */
enum NumberSpelling {
  AS_PRINTED {
    @Override
    String of(String number) {
      return number;
    }
  },
  SMALL_LETTERS {
    @Override
    String of(String number) {
      return number.toLowerCase(Locale.ROOT);
    }
  },
  NO_DASHES {
    @Override
    String of(String number) {
      return number.replace("-", "");
    }
  },
  BLANKS {
    @Override
    String of(String number) {
      return " " + number.replace("-", " ") + " ";
    }
  },
  SCANNED {
    @Override
    String of(String number) {
      return "]C1" + number;
    }
  },
  LETTERS_FOR_DIGITS {
    @Override
    String of(String number) {
      return number.replace('0', 'O').replaceFirst("1", "I").replaceFirst("1", "l");
    }
  },
  WIDE_DIGITS {
    @Override
    String of(String number) {
      StringBuilder wide = new StringBuilder();
      number.chars().forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c + FULL_WIDTH : c)));
      return wide.toString();
    }
  };

  private static final int FULL_WIDTH = '０' - '0';

  /** The number, written this way. */
  abstract String of(String number);

  /** Half of all are as printed. */
  static NumberSpelling any(Random chance) {
    return chance.nextBoolean() ? AS_PRINTED : values()[chance.nextInt(values().length)];
  }
}
