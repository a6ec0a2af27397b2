package dev.vestige.logsql.exec.value;

import dev.vestige.logsql.value.Numbers;
import dev.vestige.logsql.value.Timestamps;

/// The order in which `min`, `max`, `median` and their like see texts: two whole numbers compare
/// exactly, else two RFC 3339 times, else two numbers of any form (durations and sizes too), else
/// [NaturalOrder]. Zero for texts of the same number. Across mixed kinds this is not transitive, so
/// nothing may be built on it that breaks then.
public final class MixedOrder {
  private MixedOrder() {}

  public static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    if (WholeNumbers.mayStartNumber(a, aFrom, aTo) && WholeNumbers.mayStartNumber(b, bFrom, bTo)) {
      if (WholeNumbers.isSigned(a, aFrom, aTo) && WholeNumbers.isSigned(b, bFrom, bTo)) {
        return Long.compare(WholeNumbers.parse(a, aFrom, aTo), WholeNumbers.parse(b, bFrom, bTo));
      }
      if (WholeNumbers.isUnsigned(a, aFrom, aTo) && WholeNumbers.isUnsigned(b, bFrom, bTo)) {
        return Long.compareUnsigned(
            WholeNumbers.parse(a, aFrom, aTo), WholeNumbers.parse(b, bFrom, bTo));
      }
      long timeA = Timestamps.parse(a, aFrom, aTo);
      long timeB = timeA == Timestamps.NONE ? timeA : Timestamps.parse(b, bFrom, bTo);
      if (timeB != Timestamps.NONE) {
        return Long.compare(timeA, timeB);
      }
      double numberA = Numbers.parse(a, aFrom, aTo);
      double numberB = Double.isNaN(numberA) ? numberA : Numbers.parse(b, bFrom, bTo);
      if (!Double.isNaN(numberB)) {
        return numberA < numberB ? -1 : numberA > numberB ? 1 : 0;
      }
    }
    return NaturalOrder.compare(a, aFrom, aTo, b, bFrom, bTo);
  }
}
