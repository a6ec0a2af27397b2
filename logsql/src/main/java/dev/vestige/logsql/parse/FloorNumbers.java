package dev.vestige.logsql.parse;

import dev.vestige.logsql.value.Numbers;

/// Numbers of rows or values that may be written with a fraction, which is cut off.
final class FloorNumbers {
  private FloorNumbers() {}

  static boolean startsHere(Cursor cursor) {
    Token token = cursor.token();
    boolean sign = token.isSymbol("-") || token.isSymbol("+");
    return sign || (token.kind() != TokenKind.END && Numbers.startsLikeNumber(token.text()));
  }

  static long parse(Cursor cursor, String what, long min) {
    Token token = cursor.compound(Stops.NAME, "a number for " + what);
    double number = Numbers.parseWithTimes(token.text());
    if (Double.isNaN(number) || number < min) {
      throw cursor.error(
          token, what + " needs a number of at least " + min + ", got `" + token.text() + "`");
    }
    return (long) number;
  }
}
