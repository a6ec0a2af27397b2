package dev.vestige.base.encoding;

/// Bytes and their hexadecimal text, both in byte arrays. Text is written in lower case.
public final class Hex {
  /// The length of a UUID as text.
  public static final int UUID_TEXT_LENGTH = 36;

  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Hex() {}

  /// Writes two digits for each of `length` bytes.
  public static void encode(byte[] bytes, int offset, int length, byte[] target, int targetOffset) {
    int at = targetOffset;
    for (int i = offset; i < offset + length; i++) {
      target[at++] = DIGITS[bytes[i] >>> 4 & 15];
      target[at++] = DIGITS[bytes[i] & 15];
    }
  }

  /// Reads `length` digits in either case.
  ///
  /// @return false when it is not such a text, or not whole bytes; the target then holds anything
  public static boolean decode(
      byte[] text, int offset, int length, byte[] target, int targetOffset) {
    return decode(text, offset, length, target, targetOffset, 'F');
  }

  /// Reads `length` digits in lower case, so that encoding gives back the same text.
  ///
  /// @return false when it is not such a text, or not whole bytes; the target then holds anything
  public static boolean decodeLowerCase(
      byte[] text, int offset, int length, byte[] target, int targetOffset) {
    return decode(text, offset, length, target, targetOffset, '9');
  }

  /// @param upperMax the greatest character that is a digit and not a lower-case letter
  private static boolean decode(
      byte[] text, int offset, int length, byte[] target, int targetOffset, int upperMax) {
    int at = targetOffset;
    int allDigits = 0;
    for (int i = offset; i < offset + length - 1; i += 2) {
      int high = digit(text[i], upperMax);
      int low = digit(text[i + 1], upperMax);
      allDigits |= high | low;
      target[at++] = (byte) (high << 4 | low);
    }
    return allDigits >= 0 && (length & 1) == 0;
  }

  /// The value of a digit, -1 for other characters.
  private static int digit(byte character, int upperMax) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    if (character >= 'a' && character <= 'f') {
      return character - 'a' + 10;
    }
    return character >= 'A' && character <= upperMax ? character - 'A' + 10 : -1;
  }

  /// Writes the 36 characters of the UUID whose 16 bytes begin at `offset`.
  public static void encodeUuid(byte[] bytes, int offset, byte[] target, int targetOffset) {
    int from = offset;
    int at = targetOffset;
    for (int group = 0; group < 5; group++) {
      int length = uuidGroupBytes(group);
      encode(bytes, from, length, target, at);
      from += length;
      at += 2 * length;
      if (group < 4) {
        target[at++] = '-';
      }
    }
  }

  /// Reads a UUID in its canonical form: 36 characters, lower case, four dashes.
  ///
  /// @return false when it is not such a text; the target then holds anything
  public static boolean decodeUuid(
      byte[] text, int offset, int length, byte[] target, int targetOffset) {
    if (length != UUID_TEXT_LENGTH) {
      return false;
    }
    int from = offset;
    int at = targetOffset;
    for (int group = 0; group < 5; group++) {
      int bytes = uuidGroupBytes(group);
      if (!decodeLowerCase(text, from, 2 * bytes, target, at)) {
        return false;
      }
      from += 2 * bytes;
      at += bytes;
      if (group < 4 && text[from++] != '-') {
        return false;
      }
    }
    return true;
  }

  private static int uuidGroupBytes(int group) {
    return switch (group) {
      case 0 -> 4;
      case 4 -> 6;
      default -> 2;
    };
  }
}
