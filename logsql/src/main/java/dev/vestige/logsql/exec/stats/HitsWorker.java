package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.stats.group.Grouper;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many rows one worker has seen of each tuple of some fields. Of a single field with a small
/// dictionary the rows are counted by code, as long as blocks have the same dictionary.
final class HitsWorker {
  private final @Nullable String single;
  private final MemoryCharge memory;
  private final Grouper tuples;
  private long[] hits = new long[16];
  private @Nullable Dictionary dictionary;
  private int[] hitsOfCode = new int[0];
  private int rowsByCode;
  private int tuplesCharged;

  HitsWorker(List<String> fields, MemoryBudget budget) {
    single = fields.size() == 1 ? fields.getFirst() : null;
    tuples = Grouper.byFields(fields);
    memory = new MemoryCharge(budget);
  }

  void add(BlockView block, Bitmap selection) {
    if (block.weights().length > 0) {
      addWeights(block, selection);
      return;
    }
    if (single != null
        && block.column(single) instanceof ColumnVector.Coded coded
        && coded.dictionary().size() <= Limits.CODES_COUNTED_MAX) {
      addCodes(coded, selection);
      return;
    }
    Rows rows = tuples.group(block, selection);
    grow();
    if (rows.uniformGroup() >= 0) {
      hits[rows.uniformGroup()] += rows.count();
    } else {
      addRows(rows.numbers(), rows.count(), rows.groups());
    }
    charge();
  }

  /// Takes tuples that others have counted.
  ///
  /// @param counts by row
  void addCounted(BlockView block, long[] counts) {
    Rows rows = tuples.group(block, block.selection());
    grow();
    int[] numbers = rows.numbers();
    for (int i = 0; i < rows.count(); i++) {
      int tuple = rows.uniformGroup() >= 0 ? rows.uniformGroup() : rows.groups()[numbers[i]];
      hits[tuple] += counts[numbers[i]];
    }
    charge();
  }

  private void addWeights(BlockView block, Bitmap selection) {
    int[] weights = block.weights();
    Rows rows = tuples.group(block, selection);
    grow();
    int[] groups = rows.groups();
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      hits[groups[row]] += weights[row];
    }
    charge();
  }

  private void addRows(int[] numbers, int count, int[] groups) {
    long[] into = hits;
    for (int i = 0; i < count; i++) {
      into[groups[numbers[i]]]++;
    }
  }

  private void addCodes(ColumnVector.Coded column, Bitmap selection) {
    int count = selection.cardinality();
    if (dictionary != column.dictionary() || rowsByCode > Integer.MAX_VALUE - count) {
      foldCodes();
      dictionary = column.dictionary();
      hitsOfCode = new int[column.dictionary().size()];
    }
    rowsByCode += count;
    int[] into = hitsOfCode;
    int[] codes = column.codes();
    if (count == selection.length()) {
      for (int row = 0; row < count; row++) {
        into[codes[row]]++;
      }
    } else {
      for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
        into[codes[row]]++;
      }
    }
  }

  private void foldCodes() {
    Dictionary from = dictionary;
    for (int code = 0; from != null && code < hitsOfCode.length; code++) {
      if (hitsOfCode[code] > 0) {
        int tuple = tuples.addSingle(from.text(code));
        grow();
        hits[tuple] += hitsOfCode[code];
      }
    }
    dictionary = null;
    rowsByCode = 0;
    charge();
  }

  private void grow() {
    if (tuples.size() > hits.length) {
      hits = Arrays.copyOf(hits, Math.max(tuples.size(), hits.length * 2));
    }
  }

  /// Pays for new tuples.
  private void charge() {
    if (tuples.size() != tuplesCharged) {
      tuplesCharged = tuples.size();
      memory.update(tuples.sizeBytes() + 8L * hits.length);
    }
  }

  /// The tuples of all rows so far.
  Grouper tuples() {
    foldCodes();
    return tuples;
  }

  /// How many tuples there are, those not counted that only codes stand for.
  int tuplesKnown() {
    return tuples.usedSize();
  }

  /// For a tuple of [#tuples()].
  long hits(int tuple) {
    return tuple < hits.length ? hits[tuple] : 0;
  }

  /// Takes over what another worker has seen.
  void merge(HitsWorker other) {
    int[] tupleOf = tuples().addAll(other.tuples());
    grow();
    for (int tuple = 0; tuple < tupleOf.length; tuple++) {
      hits[tupleOf[tuple]] += other.hits(tuple);
    }
    other.release();
    charge();
  }

  void release() {
    memory.release();
  }
}
