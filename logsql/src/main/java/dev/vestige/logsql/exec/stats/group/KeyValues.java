package dev.vestige.logsql.exec.stats.group;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers the distinct values of a field; two values are one when their texts are. Number 0 is the
/// empty text, whether it occurs or not.
///
/// As long as all values come from columns of one kind, longs of one format or ids of one, they are
/// kept as such: a million trace ids need no texts. The first value of another kind turns all of
/// them into texts, under the numbers they have. Confined to one thread.
public final class KeyValues {
  private final @Nullable Buckets buckets;
  private @Nullable TextTable texts;
  private @Nullable LongNumbers pureLongs;
  private @Nullable NumberFormat pureFormat;
  private @Nullable IdNumbers pureIds;
  private final Map<NumberFormat, LongNumbers> longs = new EnumMap<>(NumberFormat.class);
  private final Map<IdFormat, IdNumbers> ids = new EnumMap<>(IdFormat.class);
  private @Nullable LongNumbers doubles;
  private final ByteSink scratch = new ByteSink();
  private final ByteSink bucketed = new ByteSink();
  private boolean hasEmpty;

  /// Numbers values as they are.
  public KeyValues() {
    this(null);
  }

  /// @param buckets what texts are turned into before they are numbered
  KeyValues(@Nullable Buckets buckets) {
    this.buckets = buckets;
  }

  /// Numbers are below this.
  public int size() {
    if (pureLongs != null) {
      return pureLongs.size() + 1;
    }
    if (pureIds != null) {
      return pureIds.size() + 1;
    }
    return texts == null ? 1 : texts.size();
  }

  /// Whether number 0 was given out.
  boolean hasEmpty() {
    return hasEmpty;
  }

  int addEmpty() {
    hasEmpty = true;
    return 0;
  }

  /// For the longs of columns of one format. Valid until values of another kind are added.
  LongNumbers longs(NumberFormat format) {
    boolean direct = buckets == null || buckets.isExactFor(format);
    if (texts == null && direct && pureIds == null) {
      if (pureLongs == null) {
        pureLongs = new LongNumbers(this, format, true);
        pureFormat = format;
      }
      if (pureFormat == format) {
        return pureLongs;
      }
    }
    texts();
    return longs.computeIfAbsent(format, f -> new LongNumbers(this, f, false));
  }

  /// For the bits of doubles.
  LongNumbers doubles() {
    if (doubles == null) {
      texts();
      doubles = new LongNumbers(this, null, false);
    }
    return doubles;
  }

  /// For the ids of columns of one format. Valid until values of another kind are added.
  IdNumbers ids(IdFormat format) {
    if (texts == null && buckets == null && pureLongs == null) {
      if (pureIds == null) {
        pureIds = new IdNumbers(this, format, true);
      }
      if (pureIds.format() == format) {
        return pureIds;
      }
    }
    texts();
    return ids.computeIfAbsent(format, f -> new IdNumbers(this, f, false));
  }

  /// Adds the text of a row of a column.
  int learn(ColumnVector column, int row) {
    scratch.clear();
    column.appendText(row, scratch);
    return addText(scratch.array(), 0, scratch.position());
  }

  public int addText(byte[] bytes, int from, int to) {
    if (from == to) {
      return addEmpty();
    }
    if (buckets == null) {
      return texts().add(bytes, from, to);
    }
    bucketed.clear();
    buckets.appendStart(bytes, from, to, bucketed);
    return texts().add(bucketed.array(), 0, bucketed.position());
  }

  /// All values as texts under their numbers; from now on they are kept that way.
  public TextTable texts() {
    if (texts == null) {
      texts = new TextTable();
      texts.add(new byte[0], 0, 0);
      takeOverLongs(texts);
      takeOverIds(texts);
    }
    return texts;
  }

  private void takeOverLongs(TextTable into) {
    LongNumbers pure = pureLongs;
    if (pure == null) {
      return;
    }
    for (int at = 0; at < pure.size(); at++) {
      scratch.clear();
      pure.column(new long[] {pure.value(at)}, 1).appendText(0, scratch);
      into.add(scratch.array(), 0, scratch.position());
    }
    pure.becomeIndirect();
    if (pureFormat != null) {
      longs.put(pureFormat, pure);
    }
    pureLongs = null;
  }

  private void takeOverIds(TextTable into) {
    IdNumbers pure = pureIds;
    if (pure == null) {
      return;
    }
    for (int at = 0; at < pure.size(); at++) {
      scratch.clear();
      pure.column(new long[] {pure.high(at)}, new long[] {pure.low(at)}, 1).appendText(0, scratch);
      into.add(scratch.array(), 0, scratch.position());
    }
    pure.becomeIndirect();
    ids.put(pure.format(), pure);
    pureIds = null;
  }

  /// Adds what another one holds; returns this one's number of each of its numbers.
  public int[] addAll(KeyValues other) {
    int[] numbers = new int[other.size()];
    hasEmpty |= other.hasEmpty;
    if (other.pureLongs != null && other.pureFormat != null) {
      LongNumbers own = longs(other.pureFormat);
      for (int number = 1; number < numbers.length; number++) {
        numbers[number] = own.number(other.pureLongs.value(number - 1));
      }
    } else if (other.pureIds != null) {
      ids(other.pureIds.format()).addAll(other.pureIds, numbers);
    } else if (other.texts != null) {
      other.texts.addTo(texts(), numbers);
    }
    return numbers;
  }

  /// The values of some numbers as a column.
  ColumnVector column(int[] numbers, int count) {
    if (pureLongs != null) {
      return longColumn(pureLongs, numbers, count);
    }
    if (pureIds != null) {
      long[] highs = new long[count];
      long[] lows = new long[count];
      for (int i = 0; i < count; i++) {
        if (numbers[i] > 0) {
          highs[i] = pureIds.high(numbers[i] - 1);
          lows[i] = pureIds.low(numbers[i] - 1);
        }
      }
      return pureIds.column(highs, lows, count);
    }
    TextsBuilder column = new TextsBuilder(count);
    for (int i = 0; i < count; i++) {
      appendText(numbers[i], column.text());
      column.endRow();
    }
    return column.build();
  }

  private static ColumnVector longColumn(LongNumbers from, int[] numbers, int count) {
    long[] values = new long[count];
    Bitmap present = new Bitmap(count);
    for (int i = 0; i < count; i++) {
      if (numbers[i] > 0) {
        values[i] = from.value(numbers[i] - 1);
        present.set(i);
      }
    }
    return from.column(values, present, count);
  }

  public void appendText(int number, ByteSink out) {
    if (number == 0) {
      return;
    }
    if (pureLongs != null) {
      pureLongs.column(new long[] {pureLongs.value(number - 1)}, 1).appendText(0, out);
    } else if (pureIds != null) {
      long[] high = {pureIds.high(number - 1)};
      pureIds.column(high, new long[] {pureIds.low(number - 1)}, 1).appendText(0, out);
    } else if (texts != null) {
      int start = texts.start(number);
      out.putBytes(texts.bytes(), start, texts.end(number) - start);
    }
  }

  public long sizeBytes() {
    long bytes = texts == null ? 0 : texts.sizeBytes();
    bytes += pureLongs == null ? 0 : pureLongs.sizeBytes();
    bytes += doubles == null ? 0 : doubles.sizeBytes();
    bytes += pureIds == null ? 0 : pureIds.sizeBytes();
    for (LongNumbers cache : longs.values()) {
      bytes += cache.sizeBytes();
    }
    for (IdNumbers cache : ids.values()) {
      bytes += cache.sizeBytes();
    }
    return bytes;
  }
}
