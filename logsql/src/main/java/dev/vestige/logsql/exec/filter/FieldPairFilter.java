package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.Arrays;

/// Compares two fields of the same row. Equality is that of texts; the order is that of numbers
/// when both are some, exactly for two whole numbers or two times, and that of bytes otherwise.
final class FieldPairFilter implements CompiledFilter {
  /// How the first field must relate to the second.
  enum Relation {
    EQUAL,
    LESS_OR_EQUAL,
    LESS
  }

  private final String field;
  private final String other;
  private final Relation relation;
  private final ByteSink left = new ByteSink();
  private final ByteSink right = new ByteSink();

  FieldPairFilter(String field, String other, Relation relation) {
    this.field = field;
    this.other = other;
    this.relation = relation;
  }

  @Override
  public void apply(BlockView block, Bitmap rows) {
    if (rows.isEmpty()) {
      return;
    }
    ColumnVector first = block.column(field);
    ColumnVector second = block.column(other);
    if (first instanceof Longs a && second instanceof Longs b && areComparable(a, b)) {
      narrowNumbers(a, b, rows);
    } else {
      narrowTexts(first, second, rows);
    }
  }

  /// Whether comparing the numbers is comparing the texts.
  private static boolean areComparable(Longs a, Longs b) {
    boolean isDecimal =
        switch (a.format()) {
          case DECIMAL, UNSIGNED, TIME -> true;
          case IPV4, HEX -> false;
        };
    return isDecimal && a.format() == b.format() && a.present() == null && b.present() == null;
  }

  private void narrowNumbers(Longs first, Longs second, Bitmap rows) {
    long flip = first.format() == NumberFormat.UNSIGNED ? Long.MIN_VALUE : 0;
    long[] a = first.values();
    long[] b = second.values();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      int order = Long.compare(a[row] ^ flip, b[row] ^ flip);
      if (!holds(order)) {
        rows.clear(row);
      }
    }
  }

  private boolean holds(int order) {
    return switch (relation) {
      case EQUAL -> order == 0;
      case LESS_OR_EQUAL -> order <= 0;
      case LESS -> order < 0;
    };
  }

  private void narrowTexts(ColumnVector first, ColumnVector second, Bitmap rows) {
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      left.clear();
      right.clear();
      first.appendText(row, left);
      second.appendText(row, right);
      if (!holds()) {
        rows.clear(row);
      }
    }
  }

  private boolean holds() {
    int leftEnd = left.position();
    int rightEnd = right.position();
    return relation == Relation.EQUAL
        ? Arrays.equals(left.array(), 0, leftEnd, right.array(), 0, rightEnd)
        : holds(compare(left.array(), leftEnd, right.array(), rightEnd));
  }

  private static int compare(byte[] a, int aEnd, byte[] b, int bEnd) {
    if (WholeNumbers.mayStartNumber(a, 0, aEnd) && WholeNumbers.mayStartNumber(b, 0, bEnd)) {
      if (WholeNumbers.isSigned(a, 0, aEnd) && WholeNumbers.isSigned(b, 0, bEnd)) {
        return Long.compare(WholeNumbers.parse(a, 0, aEnd), WholeNumbers.parse(b, 0, bEnd));
      }
      if (WholeNumbers.isUnsigned(a, 0, aEnd) && WholeNumbers.isUnsigned(b, 0, bEnd)) {
        return Long.compareUnsigned(WholeNumbers.parse(a, 0, aEnd), WholeNumbers.parse(b, 0, bEnd));
      }
      long timeA = Timestamps.parse(a, 0, aEnd);
      long timeB = timeA == Timestamps.NONE ? timeA : Timestamps.parse(b, 0, bEnd);
      if (timeB != Timestamps.NONE) {
        return Long.compare(timeA, timeB);
      }
      double numberA = Numbers.parseWithTimes(a, 0, aEnd);
      double numberB = Double.isNaN(numberA) ? numberA : Numbers.parseWithTimes(b, 0, bEnd);
      if (!Double.isNaN(numberB)) {
        return numberA < numberB ? -1 : numberA > numberB ? 1 : 0;
      }
    }
    return Arrays.compareUnsigned(a, 0, aEnd, b, 0, bEnd);
  }

  @Override
  public CompiledFilter forWorker() {
    return new FieldPairFilter(field, other, relation);
  }

  @Override
  public int cost() {
    return Cost.TWO_COLUMNS;
  }
}
