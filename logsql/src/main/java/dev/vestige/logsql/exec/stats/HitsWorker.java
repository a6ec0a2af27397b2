package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.stats.group.Grouper;
import dev.vestige.logsql.exec.stats.group.Rows;
import java.util.Arrays;
import java.util.List;

/// How many rows one worker has seen of each tuple of some fields.
final class HitsWorker {
  private final MemoryCharge memory;
  final Grouper tuples;
  private long[] hits = new long[16];

  HitsWorker(List<String> fields, MemoryBudget budget) {
    tuples = Grouper.byFields(fields);
    memory = new MemoryCharge(budget);
  }

  void add(BlockView block, Bitmap selection) {
    Rows rows = tuples.group(block, selection);
    grow();
    if (rows.uniformGroup() >= 0) {
      hits[rows.uniformGroup()] += rows.count();
    } else {
      int[] numbers = rows.numbers();
      int[] groups = rows.groups();
      int count = rows.count();
      for (int i = 0; i < count; i++) {
        hits[groups[numbers[i]]]++;
      }
    }
    charge();
  }

  private void grow() {
    if (tuples.size() > hits.length) {
      hits = Arrays.copyOf(hits, Math.max(tuples.size(), hits.length * 2));
    }
  }

  private void charge() {
    memory.update(tuples.sizeBytes() + 8L * hits.length);
  }

  long hits(int tuple) {
    return hits[tuple];
  }

  /// Takes over what another worker has seen.
  void merge(HitsWorker other) {
    int[] tupleOf = tuples.addAll(other.tuples);
    grow();
    for (int tuple = 0; tuple < tupleOf.length; tuple++) {
      hits[tupleOf[tuple]] += tuple < other.hits.length ? other.hits[tuple] : 0;
    }
    other.release();
    charge();
  }

  void release() {
    memory.release();
  }
}
