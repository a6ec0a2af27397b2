package dev.vestige.insert.json;

/// Ids as JSON bodies write them: hex digits of either case.
public final class HexIds {
  private HexIds() {}

  /// Whether the text is hex digits only, none included.
  public static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  /// The number that sixteen digits or fewer stand for.
  public static long value(String digits, int from, int to) {
    return from == to ? 0 : Long.parseUnsignedLong(digits, from, to, 16);
  }
}
