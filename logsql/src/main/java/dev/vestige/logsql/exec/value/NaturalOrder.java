package dev.vestige.logsql.exec.value;

import java.util.Arrays;

/// The order of texts in which runs of digits compare as numbers: `v1.2.9` before `v1.10.1`. A
/// digit comes before any other character, other characters compare byte by byte, and of two texts
/// that differ only in leading zeros the first difference in length decides. Zero only for equal
/// texts.
public final class NaturalOrder {
  private NaturalOrder() {}

  public static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int atA = aFrom;
    int atB = bFrom;
    while (atA < aTo && atB < bTo) {
      boolean digitA = WholeNumbers.isDigit(a[atA]);
      boolean digitB = WholeNumbers.isDigit(b[atB]);
      if (digitA != digitB) {
        return digitA ? -1 : 1;
      }
      if (!digitA) {
        if (a[atA] != b[atB]) {
          return Byte.compareUnsigned(a[atA], b[atB]);
        }
        atA++;
        atB++;
        continue;
      }
      int endA = digitsEnd(a, atA, aTo);
      int endB = digitsEnd(b, atB, bTo);
      int byNumber = compareNumbers(a, atA, endA, b, atB, endB);
      if (byNumber != 0) {
        return byNumber;
      }
      atA = endA;
      atB = endB;
    }
    return Integer.compare(aTo - atA, bTo - atB);
  }

  private static int compareNumbers(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int startA = skipZeros(a, aFrom, aTo);
    int startB = skipZeros(b, bFrom, bTo);
    if (aTo - startA != bTo - startB) {
      return Integer.compare(aTo - startA, bTo - startB);
    }
    int byDigits = Arrays.compare(a, startA, aTo, b, startB, bTo);
    return byDigits != 0 ? byDigits : Integer.compare(aTo - aFrom, bTo - bFrom);
  }

  private static int skipZeros(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == '0') {
      at++;
    }
    return at;
  }

  private static int digitsEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && WholeNumbers.isDigit(bytes[at])) {
      at++;
    }
    return at;
  }
}
