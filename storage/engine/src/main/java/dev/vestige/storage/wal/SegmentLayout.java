package dev.vestige.storage.wal;

import java.util.OptionalLong;

/// The bytes of a segment file, as `docs/format/wal.md` describes them.
final class SegmentLayout {
  static final int MAGIC = 0x4C41_5756;
  static final int VERSION = 1;

  static final int HEADER_BYTES = 48;
  static final int RECORD_HEADER_BYTES = 36;

  static final String SUFFIX = ".wal";

  /// Behind the name of a segment that is kept because it is damaged.
  static final String DAMAGED_SUFFIX = ".damaged";

  private static final int NUMBER_DIGITS = 16;

  private SegmentLayout() {}

  /// Whether a record can have this number: they count from 1 and never reach the bound.
  static boolean isSequence(long sequence) {
    return sequence > 0 && sequence < Long.MAX_VALUE / 2;
  }

  static String name(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, NUMBER_DIGITS - digits.length())) + digits + SUFFIX;
  }

  /// The number of a segment by its name, a damaged one's too.
  static OptionalLong number(String name) {
    String plain =
        name.endsWith(DAMAGED_SUFFIX)
            ? name.substring(0, name.length() - DAMAGED_SUFFIX.length())
            : name;
    if (plain.length() != NUMBER_DIGITS + SUFFIX.length() || !plain.endsWith(SUFFIX)) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < NUMBER_DIGITS; i++) {
      int digit = plain.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      number = number * 10 + digit;
    }
    return OptionalLong.of(number);
  }
}
