package dev.vestige.insert.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Walks a JSON body from its beginning to its end. Members and elements that are null are passed
/// over, as if they were not there. Every failure is an INVALID_INPUT error that says what was
/// expected, what was found and where. Confined to one thread.
public final class JsonCursor implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.NESTING_DEPTH_MAX)
                  .maxNameLength(Limits.NAME_CHARACTERS_MAX)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger UNSIGNED_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final BigInteger UNSIGNED_32_MAX = BigInteger.valueOf(0xFFFF_FFFFL);

  /// Digits of the largest signed number; as many nines overflow into a negative one.
  private static final int LONG_DIGITS = 19;

  private final JsonParser parser;

  /// What a reader does with the body while the cursor stands at its first value.
  @FunctionalInterface
  public interface Reader {
    void read(JsonCursor json) throws IOException;
  }

  private JsonCursor(JsonParser parser) {
    this.parser = parser;
  }

  /// Reads a body that holds exactly one value.
  public static void read(ByteSlice body, Reader reader) {
    try (JsonCursor json =
        new JsonCursor(FACTORY.createParser(body.array(), body.offset(), body.length()))) {
      json.parser.nextToken();
      reader.read(json);
      if (json.parser.nextToken() != null) {
        throw json.failure("the end of the body");
      }
    } catch (JsonParseException | StreamConstraintsException e) {
      throw VestigeException.invalidInput(
          "cannot read JSON: "
              + e.getOriginalMessage()
              + (e.getLocation() == null
                  ? ""
                  : " at line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()));
    } catch (IOException e) {
      // Bytes of no character set end up here too.
      throw VestigeException.invalidInput("cannot read JSON: " + e.getMessage());
    }
  }

  /// The error for a value that is not what it should be.
  public VestigeException failure(String expected) {
    JsonToken token = parser.currentToken();
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return VestigeException.invalidInput(
        "cannot read JSON: expected "
            + expected
            + ", found "
            + (token == null ? "the end" : found(token))
            + (pointer.isEmpty() ? "" : " at " + pointer)
            + ", line "
            + parser.currentTokenLocation().getLineNr()
            + ", column "
            + parser.currentTokenLocation().getColumnNr());
  }

  private static String found(JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }

  /// Enters the object that the cursor stands at.
  public void beginObject() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw failure("an object");
    }
  }

  /// Goes to the value of the next member and returns its name; null at the end of the object.
  public @Nullable String nextMember() throws IOException {
    while (true) {
      String name = parser.nextFieldName();
      if (name == null) {
        return null;
      }
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        return name;
      }
    }
  }

  /// Enters the array that the cursor stands at.
  public void beginArray() {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw failure("an array");
    }
  }

  /// Goes to the next element; false at the end of the array.
  public boolean nextElement() throws IOException {
    JsonToken token = parser.nextToken();
    while (token == JsonToken.VALUE_NULL) {
      token = parser.nextToken();
    }
    return token != JsonToken.END_ARRAY;
  }

  /// Passes over the value that the cursor stands at.
  public void skip() throws IOException {
    parser.skipChildren();
  }

  public boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  public String string() throws IOException {
    if (!isString()) {
      throw failure("a string");
    }
    return parser.getText();
  }

  /// Appends a string as UTF-8; half a surrogate pair becomes U+FFFD.
  public void string(ByteSink out) throws IOException {
    if (!isString()) {
      throw failure("a string");
    }
    char[] text = parser.getTextCharacters();
    int at = parser.getTextOffset();
    int end = at + parser.getTextLength();
    while (at < end) {
      int character = Character.codePointAt(text, at, end);
      at += Character.charCount(character);
      boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
      putUtf8(half ? 0xFFFD : character, out);
    }
  }

  private static void putUtf8(int character, ByteSink out) {
    if (character < 0x80) {
      out.putByte(character);
      return;
    }
    if (character < 0x800) {
      out.putByte(0xC0 | (character >>> 6));
    } else if (character < 0x10000) {
      out.putByte(0xE0 | (character >>> 12));
      out.putByte(0x80 | ((character >>> 6) & 0x3F));
    } else {
      out.putByte(0xF0 | (character >>> 18));
      out.putByte(0x80 | ((character >>> 12) & 0x3F));
      out.putByte(0x80 | ((character >>> 6) & 0x3F));
    }
    out.putByte(0x80 | (character & 0x3F));
  }

  public boolean bool() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw failure("true or false");
    };
  }

  /// A signed 64-bit number, written as a number or a string.
  public long signed() throws IOException {
    return whole(LONG_MIN, LONG_MAX, "a signed 64-bit number");
  }

  /// The bits of an unsigned 64-bit number, written as a number or a string.
  public long unsigned() throws IOException {
    return whole(BigInteger.ZERO, UNSIGNED_MAX, "an unsigned 64-bit number");
  }

  public int unsigned32() throws IOException {
    return (int) whole(BigInteger.ZERO, UNSIGNED_32_MAX, "an unsigned 32-bit number");
  }

  private long whole(BigInteger min, BigInteger max, String what) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      boolean fits =
          value >= 0 ? max.bitLength() >= 63 || value <= max.longValue() : min.signum() < 0;
      if (fits) {
        return value;
      }
      throw failure(what);
    }
    if (isString()) {
      long digits = digits();
      if (digits >= 0 && max.bitLength() >= 63) {
        return digits;
      }
    }
    BigInteger value = wholeNumber(what);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw failure(what);
    }
    return value.longValue();
  }

  /// The value of a string of at most 19 digits, the form of nearly all 64-bit numbers; -1 for
  /// anything else.
  private long digits() throws IOException {
    char[] text = parser.getTextCharacters();
    int at = parser.getTextOffset();
    int length = parser.getTextLength();
    long value = 0;
    for (int i = at; i < at + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return length > 0 && length <= LONG_DIGITS ? value : -1;
  }

  private BigInteger wholeNumber(String what) throws IOException {
    try {
      BigDecimal value =
          switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> new BigDecimal(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_STRING -> decimal(parser.getText(), what);
            default -> throw failure(what);
          };
      if (Math.abs((long) value.scale()) > Limits.WHOLE_NUMBER_SCALE_MAX) {
        throw failure(what);
      }
      return value.toBigIntegerExact();
    } catch (ArithmeticException _) {
      throw failure(what);
    }
  }

  private BigDecimal decimal(String text, String what) {
    if (text.length() > Limits.WHOLE_NUMBER_SCALE_MAX) {
      throw failure(what);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw failure(what);
    }
  }

  /// A double, written as a number or as the text of one (`NaN`, `Infinity` and `-Infinity` have no
  /// other form).
  public double number() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_STRING -> numberText(parser.getText());
      default -> throw failure("a number");
    };
  }

  private double numberText(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> decimal(text, "a number").doubleValue();
    };
  }

  /// Bytes in base64 of either alphabet, padded or not.
  public byte[] base64() throws IOException {
    String text = string().replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw failure("base64");
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the JSON parser over an array", e);
    }
  }
}
