package io.tillwatch.edge.fraud.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tillwatch.core.fraud.model.UnusableModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few shapes that a model file consists of, read one after the other, each with its bounds. */
final class ModelFields {
  /** What is done with one member of an object. */
  interface Member {
    void read(String name) throws IOException;
  }

  private static final int MOST_STRINGS = 1000;
  private static final int FIRST_LENGTH = 64;
  private static final int LONGEST_WORD = 40;

  private final JsonParser parser;

  ModelFields(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the members of the object that begins at the parser's token. */
  void object(String what, Member member) throws IOException {
    expect(JsonToken.START_OBJECT, what);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      member.read(name);
    }
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  String text(String what) throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      throw wrong(what, "a text");
    }
    return parser.getText();
  }

  /** A text that is said again where it is wrong, so that a long one is cut. */
  String word(String what) throws IOException {
    String text = text(what);
    return text.length() <= LONGEST_WORD ? text : text.substring(0, LONGEST_WORD) + "...";
  }

  /** A whole number, which XGBoost writes as text. */
  int integer(String what) throws IOException {
    try {
      return Integer.parseInt(text(what));
    } catch (NumberFormatException e) {
      throw wrong(what, "a whole number");
    }
  }

  int[] integers(String what, int most) throws IOException {
    int[] values = new int[FIRST_LENGTH];
    int length = 0;
    expect(JsonToken.START_ARRAY, what);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      checkLength(length, most, what);
      values = length == values.length ? Arrays.copyOf(values, length * 2) : values;
      values[length++] = integerHere(what);
    }
    return Arrays.copyOf(values, length);
  }

  /** A whole number, or a yes or no as one and zero. */
  private int integerHere(String what) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      case VALUE_NUMBER_INT -> parser.getIntValue();
      default -> throw wrong(what, "whole numbers");
    };
  }

  float[] floats(String what, int most) throws IOException {
    float[] values = new float[FIRST_LENGTH];
    int length = 0;
    expect(JsonToken.START_ARRAY, what);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      checkLength(length, most, what);
      values = length == values.length ? Arrays.copyOf(values, length * 2) : values;
      if (!parser.currentToken().isNumeric()) {
        throw wrong(what, "numbers");
      }
      // not by way of a double: the shortest decimal of a float is read back to that float
      values[length++] = Float.parseFloat(parser.getText());
    }
    return Arrays.copyOf(values, length);
  }

  List<String> texts(String what) throws IOException {
    List<String> values = new ArrayList<>();
    expect(JsonToken.START_ARRAY, what);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      checkLength(values.size(), MOST_STRINGS, what);
      values.add(text(what));
    }
    return values;
  }

  Map<String, String> textsByName(String what) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    object(
        what,
        name -> {
          checkLength(values.size(), MOST_STRINGS, what);
          values.put(name, text(what));
        });
    return values;
  }

  /** How many elements an array has, whatever they are. */
  int length(String what) throws IOException {
    expect(JsonToken.START_ARRAY, what);
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      length++;
    }
    return length;
  }

  /** Reads the elements of the array that begins at the parser's token. */
  void each(String what, int most, Member element) throws IOException {
    expect(JsonToken.START_ARRAY, what);
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      checkLength(length++, most, what);
      element.read(what);
    }
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw wrong(what, token == JsonToken.START_ARRAY ? "an array" : "an object");
    }
  }

  private static void checkLength(int length, int most, String what) {
    if (length >= most) {
      throw new UnusableModelException(what + " has more than " + most + " values");
    }
  }

  private static UnusableModelException wrong(String what, String expected) {
    return new UnusableModelException(what + " is not " + expected);
  }
}
