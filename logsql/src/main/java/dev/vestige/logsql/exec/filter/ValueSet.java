package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.IdSet;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts of an `in(...)`, and the same in the forms that columns keep, made when first asked
/// for. Shared by all workers; the lock is taken once per block.
final class ValueSet {
  private final TextTable texts;
  private final Map<NumberFormat, IdSet> numbers = new EnumMap<>(NumberFormat.class);
  private final Map<IdFormat, IdSet> ids = new EnumMap<>(IdFormat.class);
  private @Nullable IdSet doubles;

  ValueSet(TextTable texts) {
    this.texts = texts;
  }

  TextTable texts() {
    return texts;
  }

  boolean hasEmptyText() {
    return texts.contains(texts.bytes(), 0, 0);
  }

  synchronized IdSet numbers(NumberFormat format) {
    return numbers.computeIfAbsent(format, this::readNumbers);
  }

  synchronized IdSet ids(IdFormat format) {
    return ids.computeIfAbsent(format, this::readIds);
  }

  /// Holds the bits of the doubles, as [StoredForms#doubleBits] gives them.
  synchronized IdSet doubles() {
    IdSet known = doubles;
    if (known == null) {
      known = readDoubles();
      doubles = known;
    }
    return known;
  }

  private IdSet readNumbers(NumberFormat format) {
    IdSet set = new IdSet();
    byte[] bytes = texts.bytes();
    for (int i = 0; i < texts.size(); i++) {
      int from = texts.start(i);
      int to = texts.end(i);
      if (StoredForms.isNumber(format, bytes, from, to)) {
        set.add(0, StoredForms.number(format, bytes, from, to));
      }
    }
    return set;
  }

  private IdSet readIds(IdFormat format) {
    IdSet set = new IdSet();
    byte[] bytes = texts.bytes();
    for (int i = 0; i < texts.size(); i++) {
      int from = texts.start(i);
      int to = texts.end(i);
      if (StoredForms.isId(format, bytes, from, to)) {
        set.add(
            StoredForms.high(format, bytes, from, to), StoredForms.low(format, bytes, from, to));
      }
    }
    return set;
  }

  private IdSet readDoubles() {
    IdSet set = new IdSet();
    byte[] bytes = texts.bytes();
    for (int i = 0; i < texts.size(); i++) {
      int from = texts.start(i);
      int to = texts.end(i);
      if (StoredForms.isDouble(bytes, from, to)) {
        set.add(0, StoredForms.doubleBits(bytes, from, to));
      }
    }
    return set;
  }
}
