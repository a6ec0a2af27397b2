package dev.vestige.storage.part;

/// The numbers of the part format, version 1.
final class PartFormat {
  static final long MAGIC = 0x3154_5241_5047_5356L;
  static final int VERSION = 1;
  static final int HEADER_BYTES = 16;

  /// Footer offset, footer length, footer checksum, magic.
  static final int TRAILER_BYTES = 8 + 4 + 4 + 8;

  /// Behind every chunk: its CRC32C.
  static final int CHECKSUM_BYTES = 4;

  /// A dictionary's page has `1 << shift` entries, the last one maybe fewer.
  static final int PAGE_SHIFT_MIN = 4;

  static final int PAGE_SHIFT_MAX = 12;

  static final int COLUMN_LONGS = 0;
  static final int COLUMN_CODES = 1;
  static final int COLUMN_VALUES = 2;

  static final int PRESENT_ALL = 0;
  static final int PRESENT_BITMAP = 1;
  static final int PRESENT_BY_NAME = 2;

  static final int CODES_CONSTANT = 0;
  static final int CODES_PACKED = 1;
  static final int CODES_BY_NAME = 2;
  static final int CODES_NUMBERED = 3;

  static final int VALUES_MIXED = 0;
  static final int VALUES_BYTES = 1;
  static final int VALUES_LONGS = 2;
  static final int VALUES_DECIMALS = 3;
  static final int VALUES_DOUBLES = 4;
  static final int VALUES_IPV4 = 5;
  static final int VALUES_UUID = 6;
  static final int VALUES_HEX = 7;

  /// Which words of values a block notes; none is never written.
  static final int WORDS_NONE = -1;

  static final int WORDS_ALL = 0;
  static final int WORDS_NODE = 1;

  /// Digits behind the last dash of a UUID.
  static final int UUID_NODE_LENGTH = 12;

  /// Marks a parent that is not a row of the same trace in the same block.
  static final int PARENT_ELSEWHERE = -1;

  private PartFormat() {}
}
