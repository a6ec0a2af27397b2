package dev.vestige.logsql.exec.value;

import dev.vestige.logsql.value.Ipv4;
import dev.vestige.logsql.value.Numbers;

/// The order of the `sort` pipe: whole numbers and IPv4 addresses compare exactly as numbers, plain
/// decimals as doubles, everything else in [NaturalOrder]. Durations, sizes and exponents are not
/// understood. Zero for texts of the same number. Like [MixedOrder] it is not transitive across
/// mixed kinds.
public final class SortOrder {
  private SortOrder() {}

  public static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    if (startsLikeNumber(a, aFrom, aTo) && startsLikeNumber(b, bFrom, bTo)) {
      boolean wholeA = WholeNumbers.isSigned(a, aFrom, aTo);
      boolean wholeB = WholeNumbers.isSigned(b, bFrom, bTo);
      long addressA = wholeA ? Ipv4.NONE : Ipv4.parse(a, aFrom, aTo);
      long addressB = wholeB ? Ipv4.NONE : Ipv4.parse(b, bFrom, bTo);
      if ((wholeA || addressA != Ipv4.NONE) && (wholeB || addressB != Ipv4.NONE)) {
        return Long.compare(
            wholeA ? WholeNumbers.parse(a, aFrom, aTo) : addressA,
            wholeB ? WholeNumbers.parse(b, bFrom, bTo) : addressB);
      }
      double numberA = decimal(a, aFrom, aTo);
      double numberB = Double.isNaN(numberA) ? numberA : decimal(b, bFrom, bTo);
      if (!Double.isNaN(numberB)) {
        return numberA < numberB ? -1 : numberA > numberB ? 1 : 0;
      }
    }
    return NaturalOrder.compare(a, aFrom, aTo, b, bFrom, bTo);
  }

  private static boolean startsLikeNumber(byte[] bytes, int from, int to) {
    return from < to && (WholeNumbers.isDigit(bytes[from]) || bytes[from] == '-');
  }

  /// A decimal with at most one dot between digits, whose whole part fits 64 bits; NaN for all
  /// other texts.
  private static double decimal(byte[] bytes, int from, int to) {
    int start = bytes[from] == '-' ? from + 1 : from;
    int dot = start;
    while (dot < to && bytes[dot] != '.') {
      dot++;
    }
    if (!WholeNumbers.isUnsigned(bytes, start, dot)) {
      return Double.NaN;
    }
    for (int at = dot + 1; at < to; at++) {
      if (!WholeNumbers.isDigit(bytes[at])) {
        return Double.NaN;
      }
    }
    return dot == to - 1 ? Double.NaN : Numbers.parse(bytes, from, to);
  }
}
