package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.Block;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Finds and opens the blocks of a part that a search has to look at.
public final class PartBlocks {
  private PartBlocks() {}

  /// The numbers of the blocks that may have rows of the tenant in the time range.
  public static List<Integer> candidates(PartReader part, TenantId tenant, TimeRange range) {
    List<Integer> found = new ArrayList<>();
    int index = part.footer().tenantIndex(tenant);
    if (index < 0) {
      return found;
    }
    int firstRow = part.footer().tenantFirstRow(index);
    int endRow = part.footer().tenantEndRow(index);
    List<BlockMeta> blocks = part.blocks();
    for (int block = 0; block < blocks.size(); block++) {
      BlockMeta meta = blocks.get(block);
      if (meta.firstRow() < endRow
          && meta.firstRow() + meta.rows() > firstRow
          && range.overlaps(meta.minTimeNanos(), meta.maxTimeNanos())) {
        found.add(block);
      }
    }
    return found;
  }

  /// The numbers of the blocks that have rows of one of the traces.
  public static List<Integer> candidates(
      PartReader part, TenantId tenant, List<TraceId> traces, ReadContext context) {
    Bitmap found = new Bitmap(part.blocks().size());
    if (part.footer().tenantIndex(tenant) >= 0) {
      markBlocks(part, tenant, traces, located(part, tenant, traces, context), found, context);
    }
    List<Integer> blocks = new ArrayList<>();
    for (int block = found.nextSet(0); block >= 0; block = found.nextSet(block + 1)) {
      blocks.add(block);
    }
    return blocks;
  }

  /// By trace that the locator knows, in the order of blocks: the block in the upper half, its
  /// place in the list in the lower one.
  private static long[] located(
      PartReader part, TenantId tenant, List<TraceId> traces, ReadContext context) {
    long[] located = new long[traces.size()];
    int count = 0;
    for (int i = 0; i < traces.size(); i++) {
      TraceId trace = traces.get(i);
      int block = part.locator(context).block(tenant, trace.high(), trace.low());
      if (block >= 0 && block < part.blocks().size()) {
        located[count++] = (long) block << 32 | i;
      }
    }
    long[] sorted = Arrays.copyOf(located, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /// Reads the traces of each block once, however many of them are asked for.
  private static void markBlocks(
      PartReader part,
      TenantId tenant,
      List<TraceId> traces,
      long[] located,
      Bitmap found,
      ReadContext context) {
    int tenantIndex = part.footer().tenantIndex(tenant);
    int opened = -1;
    BlockTraces inBlock = null;
    for (long entry : located) {
      int block = (int) (entry >>> 32);
      TraceId trace = traces.get((int) entry);
      if (inBlock == null || block != opened) {
        inBlock = new BlockColumns(part, block, context).traces();
        opened = block;
      }
      int first = part.blocks().get(block).firstRow();
      int at =
          inBlock.find(
              trace.high(),
              trace.low(),
              part.footer().tenantFirstRow(tenantIndex) - first,
              part.footer().tenantEndRow(tenantIndex) - first);
      if (at >= 0 && at + 1 < inBlock.count) {
        found.set(block);
      } else if (at >= 0) {
        forEachPlace(
            part,
            tenant,
            trace,
            context,
            place -> new BlockColumns(part, place, context),
            (place, _, _) -> found.set(place));
      }
    }
  }

  /// Takes the places of a trace: a number of [BlockTraces] in each block that has rows of it.
  interface TraceVisitor {
    void visit(int block, BlockColumns columns, int trace);
  }

  /// Finds the rows of a trace. It begins in the block that the locator names and may go on in the
  /// next ones.
  ///
  /// @param blocks gives the columns of a block by its number
  static void forEachPlace(
      PartReader part,
      TenantId tenant,
      TraceId trace,
      ReadContext context,
      IntFunction<BlockColumns> blocks,
      TraceVisitor visitor) {
    int index = part.footer().tenantIndex(tenant);
    if (index < 0) {
      return;
    }
    int block = part.locator(context).block(tenant, trace.high(), trace.low());
    int firstRow = part.footer().tenantFirstRow(index);
    int endRow = part.footer().tenantEndRow(index);
    for (; block >= 0 && block < part.blocks().size(); block++) {
      BlockColumns columns = blocks.apply(block);
      BlockTraces traces = columns.traces();
      int first = columns.meta().firstRow();
      int at = traces.find(trace.high(), trace.low(), firstRow - first, endRow - first);
      if (at < 0) {
        return;
      }
      visitor.visit(block, columns, at);
      if (at + 1 < traces.count) {
        return;
      }
    }
  }

  public static long maxTimeNanos(PartReader part, int block) {
    return part.blocks().get(block).maxTimeNanos();
  }

  public static int rows(PartReader part, int block) {
    return part.blocks().get(block).rows();
  }

  /// Opens a block for a visit; empty when none of its rows is asked for.
  ///
  /// @param traces sorted
  public static Optional<Block> open(
      PartReader part,
      int block,
      TenantId tenant,
      TimeRange range,
      Optional<List<TraceId>> traces,
      ReadContext context) {
    BlockColumns columns = new BlockColumns(part, block, context);
    Bitmap selection = tenantRows(part, columns.meta(), tenant);
    traces.ifPresent(ids -> keepTraces(columns, ids, selection));
    BlockMeta meta = columns.meta();
    if (range.fromNanos() > meta.minTimeNanos() || range.toNanos() < meta.maxTimeNanos()) {
      keepTimes(SpanIds.ends(columns), range, selection);
    }
    return selection.isEmpty()
        ? Optional.empty()
        : Optional.of(new PartBlock(columns, tenant, selection));
  }

  private static Bitmap tenantRows(PartReader part, BlockMeta meta, TenantId tenant) {
    Bitmap rows = new Bitmap(meta.rows());
    int index = part.footer().tenantIndex(tenant);
    if (index >= 0) {
      rows.setRange(
          Math.max(0, part.footer().tenantFirstRow(index) - meta.firstRow()),
          Math.min(meta.rows(), part.footer().tenantEndRow(index) - meta.firstRow()));
    }
    return rows;
  }

  private static void keepTraces(BlockColumns columns, List<TraceId> ids, Bitmap selection) {
    Bitmap wanted = new Bitmap(columns.rows());
    BlockTraces traces = columns.traces();
    for (int t = 0; t < traces.count; t++) {
      TraceId id = new TraceId(traces.high[t], traces.low[t]);
      if (Collections.binarySearch(ids, id) >= 0) {
        wanted.setRange(traces.row[t], traces.row[t + 1]);
      }
    }
    selection.and(wanted);
  }

  private static void keepTimes(long[] times, TimeRange range, Bitmap selection) {
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      if (!range.contains(times[row])) {
        selection.clear(row);
      }
    }
  }
}
