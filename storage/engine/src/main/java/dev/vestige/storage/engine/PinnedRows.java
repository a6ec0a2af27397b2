package dev.vestige.storage.engine;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.part.PartBlocks;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.ReadContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the rows of pinned traces in a part.
final class PinnedRows {
  private PinnedRows() {}

  /// The rows by the number of the block; blocks without such rows are left out.
  ///
  /// @param pins sorted traces by tenant
  static Map<Integer, Bitmap> of(
      PartReader part, Map<TenantId, List<TraceId>> pins, ReadContext context) {
    Map<Integer, Bitmap> found = new HashMap<>();
    pins.forEach((tenant, traces) -> {
      if (part.hasTenant(tenant)) {
        for (int block : PartBlocks.candidates(part, tenant, traces, context)) {
          PartBlocks.open(part, block, tenant, TimeRange.ALL, Optional.of(traces), context)
              .ifPresent(rows -> found.merge(block, rows.selection(), Deletion::union));
        }
      }
    });
    return found;
  }

  /// All other rows, by the number of the block.
  static Map<Integer, Bitmap> others(PartReader part, Map<Integer, Bitmap> pinned) {
    Map<Integer, Bitmap> others = new HashMap<>();
    for (int block = 0; block < part.blockCount(); block++) {
      others.put(block, Bitmap.full(PartBlocks.rows(part, block)));
    }
    spare(others, pinned);
    return others;
  }

  /// Takes pinned rows from those that are to go.
  static void spare(Map<Integer, Bitmap> doomed, Map<Integer, Bitmap> pinned) {
    pinned.forEach((block, rows) -> {
      Bitmap ofBlock = doomed.get(block);
      if (ofBlock != null) {
        ofBlock.andNot(rows);
      }
    });
  }

  static long count(Map<Integer, Bitmap> rows) {
    return rows.values().stream().mapToLong(Bitmap::cardinality).sum();
  }
}
