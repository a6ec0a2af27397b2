package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.IntList;
import dev.vestige.logsql.exec.stats.group.PerDictionary;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.exec.value.MixedOrder;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.Arrays;

/// The smallest or the largest value of each group in mixed order. As long as a group's values come
/// from number columns of one format they are compared as longs; texts are made only where kinds
/// meet. Confined to one worker.
final class BestValues {
  private static final byte NONE = 0;
  private static final byte EMPTY = 1;
  private static final byte TEXT = 2;

  /// Kinds from here on are longs: this plus the code of their format.
  private static final byte LONGS = 3;

  private static final NumberFormat[] FORMATS = NumberFormat.values();
  private static final byte[] NO_TEXT = new byte[0];

  private final boolean largest;

  /// Whether a missing value is the empty text, the smallest of all, or does not count.
  private final boolean countsEmpty;

  private final PerDictionary<SeenPairs> seen =
      new PerDictionary<>(1, dictionary -> new SeenPairs(dictionary.size()));
  private byte[] kinds = new byte[0];

  /// By group the best long, turned so that the smallest is the best.
  private long[] bests = new long[0];

  private byte[][] texts = new byte[0][];

  /// By group the row of the last block that became the best, among `improved`.
  private int[] rowOf = new int[0];

  private final IntList improved = new IntList();
  private final ByteSink ours = new ByteSink();
  private final ByteSink theirs = new ByteSink();
  private long textBytes;

  BestValues(boolean largest, boolean countsEmpty) {
    this.largest = largest;
    this.countsEmpty = countsEmpty;
  }

  /// Takes a column of a block.
  void add(ColumnVector column, Rows rows) {
    grow(rows.groupCount());
    for (int i = 0; i < improved.size(); i++) {
      rowOf[improved.get(i)] = -1;
    }
    improved.clear();
    switch (column) {
      case ColumnVector.Constant(int _, ByteSlice text) -> addConstant(text, rows);
      case ColumnVector.Coded coded -> addCodes(coded, rows);
      case ColumnVector.Longs longs -> {
        if (longs.format() == NumberFormat.HEX) {
          addTexts(column, rows);
        } else {
          addLongs(longs, rows);
        }
      }
      case ColumnVector.Doubles _, ColumnVector.Ids _, ColumnVector.Texts _ ->
          addTexts(column, rows);
    }
  }

  /// The groups whose best value is in the block that was added last.
  IntList improved() {
    return improved;
  }

  /// The row that holds the best value of an improved group.
  int rowOf(int group) {
    return rowOf[group];
  }

  private void addLongs(ColumnVector.Longs column, Rows rows) {
    byte kind = (byte) (LONGS + column.format().code());
    long turn = turn(column.format());
    long mask = mask(column.format());
    long[] values = column.values();
    Bitmap present = column.present();
    int[] rowNumbers = rows.numbers();
    int[] groups = rows.groups();
    int count = rows.count();
    for (int i = 0; i < count; i++) {
      int row = rowNumbers[i];
      int group = groups[row];
      if (present != null && !present.get(row)) {
        addEmpty(group, row);
        continue;
      }
      long value = (values[row] & mask) ^ turn;
      if (kinds[group] != kind) {
        addToOther(group, kind, value, row);
      } else if (value < bests[group]) {
        bests[group] = value;
        improve(group, row);
      }
    }
  }

  /// Exclusive or with it makes the best number the smallest signed one.
  private long turn(NumberFormat format) {
    boolean unsigned = format == NumberFormat.UNSIGNED || format == NumberFormat.HEX;
    return (unsigned ? Long.MIN_VALUE : 0) ^ (largest ? -1L : 0);
  }

  private static long mask(NumberFormat format) {
    return format == NumberFormat.IPV4 ? 0xFFFF_FFFFL : -1L;
  }

  private void addToOther(int group, byte kind, long value, int row) {
    if (kinds[group] == NONE) {
      setLong(group, kind, value, row);
    } else if (kinds[group] != EMPTY) {
      theirs.clear();
      appendLong(kind, value, theirs);
      if (isBetter(group, theirs.array(), 0, theirs.position())) {
        setLong(group, kind, value, row);
      }
    } else if (largest) {
      setLong(group, kind, value, row);
    }
  }

  private void setLong(int group, byte kind, long value, int row) {
    kinds[group] = kind;
    bests[group] = value;
    improve(group, row);
  }

  private void appendLong(byte kind, long value, ByteSink out) {
    NumberFormat format = FORMATS[kind - LONGS];
    long[] cell = {value ^ turn(format)};
    new ColumnVector.Longs(cell, null, 1, format).appendText(0, out);
  }

  private void addConstant(ByteSlice text, Rows rows) {
    SeenPairs once = new SeenPairs(1);
    int[] rowNumbers = rows.numbers();
    int[] groups = rows.groups();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      if (once.add(groups[row], 0)) {
        addText(groups[row], text.array(), text.offset(), text.offset() + text.length(), row);
      }
    }
  }

  private void addCodes(ColumnVector.Coded column, Rows rows) {
    SeenPairs pairs = seen.of(column.dictionary());
    byte[] bytes = column.dictionary().bytes();
    int[] offsets = column.dictionary().offsets();
    int[] codes = column.codes();
    int[] rowNumbers = rows.numbers();
    int[] groups = rows.groups();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      int code = codes[row];
      if (pairs.add(groups[row], code)) {
        addText(groups[row], bytes, offsets[code], offsets[code + 1], row);
      }
    }
  }

  private void addTexts(ColumnVector column, Rows rows) {
    int[] rowNumbers = rows.numbers();
    int[] groups = rows.groups();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      theirs.clear();
      column.appendText(row, theirs);
      addText(groups[row], theirs.array(), 0, theirs.position(), row);
    }
  }

  private void addText(int group, byte[] bytes, int from, int to, int row) {
    if (from == to) {
      addEmpty(group, row);
    } else if (isBetter(group, bytes, from, to)) {
      kinds[group] = TEXT;
      textBytes += to - from - texts[group].length;
      texts[group] = Arrays.copyOfRange(bytes, from, to);
      improve(group, row);
    }
  }

  private void addEmpty(int group, int row) {
    if (countsEmpty && (kinds[group] == NONE || (kinds[group] != EMPTY && !largest))) {
      kinds[group] = EMPTY;
      improve(group, row);
    }
  }

  private void improve(int group, int row) {
    if (rowOf[group] < 0) {
      improved.add(group);
    }
    rowOf[group] = row;
  }

  private boolean isBetter(int group, byte[] bytes, int from, int to) {
    if (kinds[group] == NONE) {
      return true;
    }
    ours.clear();
    append(group, ours);
    int order = MixedOrder.compare(bytes, from, to, ours.array(), 0, ours.position());
    return largest ? order > 0 : order < 0;
  }

  void grow(int groupCount) {
    int old = kinds.length;
    int length = Growth.length(old, groupCount);
    if (length > old) {
      kinds = Arrays.copyOf(kinds, length);
      bests = Arrays.copyOf(bests, length);
      texts = Arrays.copyOf(texts, length);
      Arrays.fill(texts, old, length, NO_TEXT);
      rowOf = Arrays.copyOf(rowOf, length);
      Arrays.fill(rowOf, old, length, -1);
    }
  }

  /// Takes over the value of another's group; says whether it is the better one.
  boolean merge(int group, BestValues other, int otherGroup) {
    byte kind = other.kinds[otherGroup];
    if (kind >= LONGS && kinds[group] == kind) {
      boolean better = other.bests[otherGroup] < bests[group];
      bests[group] = Math.min(bests[group], other.bests[otherGroup]);
      return better;
    }
    improved.clear();
    rowOf[group] = -1;
    if (kind == EMPTY) {
      addEmpty(group, 0);
    } else if (kind >= LONGS) {
      addToOther(group, kind, other.bests[otherGroup], 0);
    } else if (kind == TEXT) {
      addText(group, other.texts[otherGroup], 0, other.texts[otherGroup].length, 0);
    }
    return improved.size() > 0;
  }

  void append(int group, ByteSink out) {
    if (kinds[group] == TEXT) {
      out.putBytes(texts[group]);
    } else if (kinds[group] >= LONGS) {
      appendLong(kinds[group], bests[group], out);
    }
  }

  void save(int group, ByteSink out) {
    boolean hasText = kinds[group] != NONE && kinds[group] != EMPTY;
    out.putByte(hasText ? TEXT : kinds[group]);
    if (hasText) {
      ours.clear();
      append(group, ours);
      out.putSized(ours.array(), 0, ours.position());
    }
  }

  /// Takes over a saved value; says whether it is the better one.
  boolean load(int group, ByteSource in) {
    improved.clear();
    rowOf[group] = -1;
    switch (in.getByte()) {
      case NONE -> {}
      case EMPTY -> addEmpty(group, 0);
      case TEXT -> {
        int length = in.getCount("length of a value", in.remaining());
        int from = in.take(length);
        addText(group, in.array(), from, from + length, 0);
      }
      default -> throw in.corrupt("unknown kind of a smallest or largest value");
    }
    return improved.size() > 0;
  }

  long sizeBytes() {
    return textBytes + (1 + 8 + 8 + 4) * (long) kinds.length;
  }
}
