package io.tillwatch.edge.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.retail.ReceiptNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The typed, strict reading of one JSON object: each field is read once by name, everything wrong
 * is added to the errors with its pointer, and what nobody read is unknown. A field whose value is
 * null counts as absent. A getter that found something wrong returns a value that stands for none:
 * null where the field is optional, else an empty text, the first choice, 1970 or the smallest
 * number. It is not used: the errors end the request.
 */
public final class Fields {
  private static final int MAX_ID = 64;
  private static final int MAX_TYPED = 4 * MAX_ID;

  private final ObjectNode node;
  private final String pointer;
  private final ValidationErrors errors;
  private final Set<String> read = new HashSet<>();
  private final int foundBefore;

  public Fields(ObjectNode node, String pointer, ValidationErrors errors) {
    this.node = node;
    this.pointer = pointer;
    this.errors = errors;
    this.foundBefore = errors.count();
  }

  /** Whether nothing was wrong since this object's reading began. */
  public boolean sound() {
    return errors.count() == foundBefore;
  }

  /** Ends the reading: every field nobody asked for is an unknown one. */
  public void refuseOthers() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!read.contains(name)) {
                errors.add("UNKNOWN_FIELD", pointer(name), "unknown field " + clip(name));
              }
            });
  }

  /** A required id: 1..64 printable characters. */
  public String id(String name) {
    return text(required(name) ? optionalId(name) : null);
  }

  public @Nullable String optionalId(String name) {
    String text = string(name);
    if (text != null && !TextRules.isId(text, MAX_ID)) {
      wrong(name, "must be 1.." + MAX_ID + " printable characters without spaces around them");
      return null;
    }
    return text;
  }

  /** A required number of a receipt, in the form that is kept, see {@link ReceiptNumber#read}. */
  public String receipt(String name) {
    return text(required(name) ? optionalReceipt(name) : null);
  }

  public @Nullable String optionalReceipt(String name) {
    return typed(name, ReceiptNumber::read);
  }

  /**
   * An optional number that was typed or scanned: blanks around it and unseen marks are dropped.
   */
  public @Nullable String optionalTyped(String name) {
    return typed(name, TextRules::trimmed);
  }

  private @Nullable String typed(String name, UnaryOperator<String> reading) {
    String text = string(name);
    String kept = text == null || text.length() > MAX_TYPED ? text : reading.apply(text);
    if (kept != null && !TextRules.isId(kept, MAX_ID)) {
      wrong(name, "must be 1.." + MAX_ID + " printable characters");
      return null;
    }
    return kept;
  }

  /** An optional id that stands for a card and must not be a card's number. */
  public @Nullable String optionalToken(String name) {
    String token = optionalId(name);
    if (token != null && CardNumbers.looksLikeOne(token)) {
      errors.add(
          "CARD_NUMBER_REFUSED",
          pointer(name),
          name + " looks like a card number; send the token that stands for the card");
      return null;
    }
    return token;
  }

  /** An optional free text. */
  public @Nullable String optionalText(String name, int longest) {
    String text = string(name);
    if (text != null && !TextRules.isText(text, longest)) {
      wrong(name, "must be 1.." + longest + " characters without control characters");
      return null;
    }
    return text;
  }

  /** A required text. */
  public String text(String name, int longest) {
    return text(required(name) ? optionalText(name, longest) : null);
  }

  private static String text(@Nullable String read) {
    return read == null ? "" : read;
  }

  /** A required whole number within bounds. */
  public long whole(String name, long smallest, long largest) {
    JsonNode value = required(name) ? value(name) : null;
    if (value == null) {
      return smallest;
    }
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    if (!fits || value.longValue() < smallest || value.longValue() > largest) {
      wrong(name, "must be a whole number, " + smallest + ".." + largest);
      return smallest;
    }
    return value.longValue();
  }

  /** A whole number within bounds, or the given one where absent. */
  public long optionalWhole(String name, long smallest, long largest, long otherwise) {
    return value(name) == null ? otherwise : whole(name, smallest, largest);
  }

  /** An optional yes or no; null where absent. */
  public @Nullable Boolean optionalFlag(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      wrong(name, "must be true or false");
      return null;
    }
    return value == null ? null : value.booleanValue();
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(optionalFlag(name));
  }

  /** A required word of a list. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    E chosen = required(name) ? optionalChoice(name, type) : null;
    return chosen == null ? type.getEnumConstants()[0] : chosen;
  }

  public <E extends Enum<E>> @Nullable E optionalChoice(String name, Class<E> type) {
    String text = string(name);
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(text)) {
        return each;
      }
    }
    if (text != null) {
      wrong(name, "must be one of " + Arrays.toString(type.getEnumConstants()));
    }
    return null;
  }

  /** A required time. */
  public Instant instant(String name) {
    Instant read = required(name) ? optionalInstant(name) : null;
    return read == null ? Instant.EPOCH : read;
  }

  public @Nullable Instant optionalInstant(String name) {
    String text = string(name);
    if (text == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (instant.isAfter(TextRules.EARLIEST) && instant.isBefore(TextRules.LATEST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // told below, as a year out of range is
    }
    wrong(name, "must be an RFC 3339 time, for example 2026-05-04T14:15:00Z");
    return null;
  }

  /** A required object; null where it is missing or something else. */
  public @Nullable Fields object(String name) {
    JsonNode value = required(name) ? value(name) : null;
    if (value instanceof ObjectNode object) {
      return new Fields(object, pointer(name), errors);
    }
    if (value != null) {
      wrong(name, "must be an object");
    }
    return null;
  }

  /** An optional object; null where it is absent or something else. */
  public @Nullable Fields optionalObject(String name) {
    return value(name) == null ? null : object(name);
  }

  /** Whether the field is there and is a text, for one that may have two forms. */
  public boolean isText(String name) {
    JsonNode value = value(name);
    return value != null && value.isTextual();
  }

  /** A required list of short texts; empty where it is missing or something else. */
  public List<String> texts(String name, int most) {
    JsonNode value = required(name) ? value(name) : null;
    if (value == null) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    value.forEach(each -> all.add(each.isTextual() ? each.textValue() : ""));
    if (!value.isArray() || all.size() > most || !all.stream().allMatch(Fields::isShort)) {
      wrong(name, "must be a list of at most " + most + " texts of 1.." + MAX_ID + " characters");
      return List.of();
    }
    return all;
  }

  private static boolean isShort(String text) {
    return TextRules.isText(text, MAX_ID);
  }

  /** A required list of objects. */
  public List<Fields> objects(String name, int most) {
    JsonNode value = required(name) ? value(name) : null;
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.isEmpty() || value.size() > most) {
      wrong(name, "must be a list of 1.." + most + " objects");
      return List.of();
    }
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i) instanceof ObjectNode object) {
        all.add(new Fields(object, pointer(name) + "/" + i, errors));
      } else {
        errors.add(pointer(name) + "/" + i, "must be an object");
      }
    }
    return all;
  }

  /** Says what is wrong with a field. */
  public void wrong(String name, String detail) {
    errors.add(pointer(name), name + " " + detail);
  }

  private boolean required(String name) {
    if (value(name) == null) {
      wrong(name, "is missing");
      return false;
    }
    return true;
  }

  private @Nullable String string(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isTextual()) {
      wrong(name, "must be a string");
      return null;
    }
    return value == null ? null : value.textValue();
  }

  private @Nullable JsonNode value(String name) {
    read.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private String pointer(String name) {
    return pointer + "/" + clip(name).replace("~", "~0").replace("/", "~1");
  }

  private static String clip(String name) {
    return name.length() <= MAX_ID ? name : name.substring(0, MAX_ID);
  }
}
