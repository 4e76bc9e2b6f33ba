package io.tillwatch.core.retail;

import io.tillwatch.core.oplog.Sha256;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one idea of what is the same receipt number. Our own are printed as {@code
 * STOREA-1QK7R2M4C9X-T3F}: the store, eleven digits of time and three of chance in Crockford's
 * alphabet; they are known whatever their dashes, and with O for 0 and I or L for 1. A number of
 * another system is opaque: only its case, width, blanks and the form of its dashes are no matter.
 *
 * <p>Facts and rights keep the printed number; {@link #key} only finds it.
 */
public final class ReceiptNumber {
  /** Crockford's alphabet: no I, L, O, U, so that a number read aloud or keyed is not misread. */
  public static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** Digits of time, in microseconds since 1970. */
  public static final int TIME_DIGITS = 11;

  public static final int CHANCE_DIGITS = 3;

  private static final int DIGITS = TIME_DIGITS + CHANCE_DIGITS;

  /** From September 2005 to May 2041 the time begins with it: fewer numbers only look like ours. */
  private static final char FIRST_DIGIT = '1';

  private static final int LONGEST_PREFIX = 20;
  private static final int NAME_PART = 16;
  private static final int HASH_PART = LONGEST_PREFIX - NAME_PART;

  /** A number of ours, taken apart. */
  private record Own(String prefix, String time, String chance) {
    String printed(@Nullable String as) {
      return as + '-' + time + '-' + chance;
    }
  }

  private ReceiptNumber() {}

  /**
   * The form that is kept of what was typed or scanned; ours as it was printed, but for O, I, L.
   */
  public static String read(String typed) {
    String clean = TypedNumber.clean(typed);
    Own own = own(clean);
    return own == null ? clean : own.printed(own.prefix());
  }

  /** What all spellings of one number have in common; to find it by, never to be shown. */
  public static String key(String number) {
    String printed = keyOfPrinted(number);
    if (printed != null) {
      return printed;
    }
    String clean = TypedNumber.clean(number);
    Own own = own(clean);
    return own == null ? withoutBlanks(clean) : own.printed(lookAlikesFolded(own.prefix()));
  }

  /** Whether two numbers, or none and none, are one. */
  public static boolean same(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == other;
    }
    return one.equals(other) || key(one).equals(key(other));
  }

  /**
   * The stores that may have printed a number. Older numbers bear only what stands behind the last
   * hyphen of the store's id, which several stores may share.
   *
   * @param stores ids of the stores known
   * @return empty where it is none of ours, or of none of them: any store may have
   */
  public static Set<String> issuers(String number, Collection<String> stores) {
    Own own = own(TypedNumber.clean(number));
    Set<String> issuers = new TreeSet<>();
    if (own == null) {
      return issuers;
    }
    String prefix = lookAlikesFolded(own.prefix());
    for (String store : stores) {
      if (prefix.equals(lookAlikesFolded(prefix(store)))
          || prefix.equals(lookAlikesFolded(olderPrefix(store)))) {
        issuers.add(store);
      }
    }
    return issuers;
  }

  /**
   * What a store's own numbers begin with: its whole id, so that no other store's do; of a long id
   * its beginning and four digits of its hash.
   */
  public static String prefix(String storeId) {
    String name = storeId.replace("-", "").toUpperCase(Locale.ROOT);
    return name.length() <= LONGEST_PREFIX ? name : name.substring(0, NAME_PART) + hash(storeId);
  }

  private static String olderPrefix(String storeId) {
    return storeId.substring(storeId.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
  }

  private static String hash(String storeId) {
    byte[] hash = Sha256.of(storeId);
    StringBuilder digits = new StringBuilder(HASH_PART);
    for (int i = 0; i < HASH_PART; i++) {
      digits.append(ALPHABET.charAt(hash[i] & (ALPHABET.length() - 1)));
    }
    return digits.toString();
  }

  /** Takes a number of ours apart; null for any other. A dash stands only where one is printed. */
  private static @Nullable Own own(String clean) {
    if (clean.length() <= DIGITS) {
      return null;
    }
    StringBuilder digits = new StringBuilder(DIGITS);
    int at = clean.length();
    while (digits.length() < DIGITS && at > 0) {
      char c = clean.charAt(--at);
      if (c == '-' && digits.length() == CHANCE_DIGITS || c == ' ') {
        continue;
      }
      char digit = lookAlike(c);
      if (ALPHABET.indexOf(digit) < 0) {
        return null;
      }
      digits.append(digit);
    }
    String prefix = prefixBefore(clean, at);
    boolean timed = digits.length() == DIGITS && digits.charAt(DIGITS - 1) == FIRST_DIGIT;
    if (!timed || prefix == null) {
      return null;
    }
    String all = digits.reverse().toString();
    return new Own(prefix, all.substring(0, TIME_DIGITS), all.substring(TIME_DIGITS));
  }

  /** Letters and digits before the time, null where it is anything else. */
  private static @Nullable String prefixBefore(String clean, int end) {
    int to = end;
    while (to > 0 && (clean.charAt(to - 1) == '-' || clean.charAt(to - 1) == ' ')) {
      to--;
    }
    String prefix = withoutBlanks(clean.substring(0, to));
    for (int i = 0; i < prefix.length(); i++) {
      char c = prefix.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
        return null;
      }
    }
    return prefix.isEmpty() ? null : prefix;
  }

  /**
   * The key of one of ours in the form that is printed, null for any other: by hand, because every
   * op and every transaction that is remembered names a number.
   */
  private static @Nullable String keyOfPrinted(String number) {
    int chance = number.length() - CHANCE_DIGITS - 1;
    int time = chance - TIME_DIGITS - 1;
    boolean apart = time > 0 && number.charAt(chance) == '-' && number.charAt(time) == '-';
    if (!apart || number.charAt(time + 1) != FIRST_DIGIT) {
      return null;
    }
    char[] key = number.toCharArray();
    for (int i = 0; i < key.length; i++) {
      if (i == chance || i == time) {
        continue;
      }
      char c = key[i];
      boolean plain = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      key[i] = lookAlike(c);
      if (!plain || i > time && ALPHABET.indexOf(key[i]) < 0) {
        return null;
      }
    }
    return new String(key);
  }

  private static String lookAlikesFolded(String prefix) {
    return prefix.replace('O', '0').replace('I', '1').replace('L', '1');
  }

  private static char lookAlike(char c) {
    return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
  }

  private static String withoutBlanks(String clean) {
    return clean.indexOf(' ') < 0 ? clean : clean.replace(" ", "");
  }
}
