package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes a part column by column: [#children], then columns in any order with the name first, then
/// [#finish]. Memory is needed for one column at a time. Confined to one thread.
final class PartWriter implements AutoCloseable {
  private final String name;
  private final PartLayout layout;
  private final PartFileWriter file;
  private final PlaneCodec planes;
  private final ValuePool pool;
  private final ColumnWriter columns;
  private final BundleWriter bundles;
  private final RollupWriter rollups;
  private final List<ColumnMeta> metas = new ArrayList<>();
  private final int[][] blockRowOfDomain = new int[3][];
  private int bundledDomain = ColumnId.Domain.SPANS.code();
  private final ChildIndex[] indexOfDomain = new ChildIndex[3];
  private final long[] blockMinStart;
  private final long[] blockMinTime;
  private final long[] blockMaxTime;
  private final long[] blockMinDuration;
  private final long[] blockMaxDuration;
  private final long[] tracesOffset;
  private final int[] tracesLength;

  PartWriter(
      Directory directory, String name, PartLayout layout, ValuePool pool, PlaneCodec planes) {
    this.name = name;
    this.layout = layout;
    this.planes = planes;
    this.pool = pool;
    this.file = new PartFileWriter(directory, name);
    this.rollups = new RollupWriter(layout);
    this.columns = new ColumnWriter(file, planes, pool);
    this.bundles = new BundleWriter(file, planes);
    int blocks = layout.blocks();
    blockMinStart = new long[blocks];
    blockMinTime = new long[blocks];
    blockMaxTime = new long[blocks];
    blockMinDuration = new long[blocks];
    blockMaxDuration = new long[blocks];
    tracesOffset = new long[blocks];
    tracesLength = new int[blocks];
    blockRowOfDomain[ColumnId.Domain.SPANS.code()] = layout.blockRow;
    indexOfDomain[ColumnId.Domain.SPANS.code()] = ChildIndex.OF_SPANS;
    writeTraces();
  }

  ValuePool pool() {
    return pool;
  }

  /// Says how many events or links each span has: those of row r are numbered from `offsets[r]` to
  /// before `offsets[r + 1]`.
  void children(ColumnId.Domain domain, int[] offsets) {
    int[] blockRow = new int[layout.blockRow.length];
    for (int block = 0; block < blockRow.length; block++) {
      blockRow[block] = offsets[layout.blockRow[block]];
    }
    blockRowOfDomain[domain.code()] = blockRow;
    long[] counts = new long[layout.rows];
    for (int row = 0; row < layout.rows; row++) {
      counts[row] = (long) offsets[row + 1] - offsets[row];
    }
    String field = domain == ColumnId.Domain.EVENTS ? Fields.COUNT_EVENTS : Fields.COUNT_LINKS;
    ChildIndex index = ChildIndex.of(offsets);
    indexOfDomain[domain.code()] = index;
    longs(
        ColumnId.field(ColumnId.Domain.SPANS, field),
        counts,
        ColumnCounts.ofChildren(offsets, index));
  }

  void longs(ColumnId id, long[] values) {
    longs(id, values, ColumnCounts.ofLongs(values, indexOfDomain[id.domain().code()]));
  }

  private void longs(ColumnId id, long[] values, int[] present) {
    metas.add(columns.longs(id, values, blockRowOfDomain[id.domain().code()], present));
  }

  /// Columns of one domain come one after another.
  void cells(ColumnId id, Cells cells) {
    if (cells.size() == 0) {
      return;
    }
    int domain = id.domain().code();
    if (domain != bundledDomain) {
      bundles.close(blockRowOfDomain[bundledDomain]);
      bundledDomain = domain;
    }
    int[] blockRow = blockRowOfDomain[domain];
    if (!RollupWriter.wants(id) && bundles.takes(id, cells.size(), layout.blocks())) {
      cells.sort(blockRow[layout.blocks()]);
      columns.countUncompressed(id, cells);
      int[] present = ColumnCounts.ofCells(cells, pool, indexOfDomain[domain]);
      bundles.add(id, cells, pool, present, blockRow);
      return;
    }
    ColumnMeta meta = columns.cells(id, cells, blockRow, indexOfDomain[domain]);
    metas.add(meta);
    rollups.column(meta, cells, columns);
  }

  RollupWriter rollups() {
    return rollups;
  }

  /// Notes the times of the rows for the summaries of the blocks.
  void times(long[] startNanos, long[] endNanos) {
    for (int block = 0; block < layout.blocks(); block++) {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      long shortest = Long.MAX_VALUE;
      long longest = Long.MIN_VALUE;
      for (int row = layout.blockRow[block]; row < layout.blockRow[block + 1]; row++) {
        min = Math.min(min, endNanos[row]);
        max = Math.max(max, endNanos[row]);
        boolean isBackwards = Long.compareUnsigned(endNanos[row], startNanos[row]) < 0;
        long duration = isBackwards ? 0 : endNanos[row] - startNanos[row];
        shortest = Math.min(shortest, duration);
        longest = Math.max(longest, duration);
      }
      blockMinTime[block] = min;
      blockMaxTime[block] = max;
      blockMinDuration[block] = shortest;
      blockMaxDuration[block] = longest;
    }
  }

  /// Per block: the traces that have rows in it, their ids, starts and row counts.
  private void writeTraces() {
    ByteSink chunk = new ByteSink(1 << 16);
    int[] rowCount = new int[layout.traces()];
    int trace = 0;
    for (int block = 0; block < layout.blocks(); block++) {
      int from = layout.blockRow[block];
      int to = layout.blockRow[block + 1];
      while (layout.traceRow[trace + 1] <= from) {
        trace++;
      }
      int first = trace;
      int last = first;
      long minStart = Long.MAX_VALUE;
      for (; last < layout.traces() && layout.traceRow[last] < to; last++) {
        rowCount[last] =
            Math.min(to, layout.traceRow[last + 1]) - Math.max(from, layout.traceRow[last]);
        minStart = Math.min(minStart, layout.traceStart[last]);
      }
      blockMinStart[block] = minStart;
      chunk.clear();
      chunk.putVarint(last - first);
      planes.packLongs(layout.traceHigh, first, last, chunk);
      planes.packLongs(layout.traceLow, first, last, chunk);
      planes.packLongs(layout.traceStart, first, last, chunk);
      planes.packInts(rowCount, first, last, chunk);
      tracesOffset[block] = file.chunk(chunk);
      tracesLength[block] = chunk.position();
    }
  }

  /// Writes the footer, makes the file durable and returns what a manifest keeps of it.
  PartSummary finish() {
    bundles.close(blockRowOfDomain[bundledDomain]);
    ByteSink locator = locator();
    long locatorOffset = file.chunk(locator);
    ByteSink footer = new ByteSink(1 << 16);
    footer.putVarint(layout.rows);
    footer.putVarint(layout.traces());
    footer.putVarint(rowsWithTraceId());
    footer.putLong(locatorOffset);
    footer.putVarint(locator.position());
    for (Optional<ByteSink> rollup : rollups.build(planes)) {
      footer.putVarint(rollup.map(ByteSink::position).orElse(0));
      rollup.ifPresent(chunk -> footer.putLong(file.chunk(chunk)));
    }
    writeTenants(footer);
    writeBlocks(footer);
    footer.putVarint(metas.size());
    for (ColumnMeta meta : metas) {
      writeColumn(meta, footer);
    }
    footer.putVarint(columns.uncompressedBytes() + 2L * Long.BYTES * layout.rows);
    bundles.writeFooter(layout.blocks(), footer);
    long size = file.finish(footer);
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int block = 0; block < layout.blocks(); block++) {
      min = Math.min(min, blockMinTime[block]);
      max = Math.max(max, blockMaxTime[block]);
    }
    return new PartSummary(name, layout.rows, layout.traces(), min, max, size);
  }

  private int rowsWithTraceId() {
    int rows = 0;
    for (int trace = 0; trace < layout.traces(); trace++) {
      if ((layout.traceHigh[trace] | layout.traceLow[trace]) != 0) {
        rows += layout.traceRow[trace + 1] - layout.traceRow[trace];
      }
    }
    return rows;
  }

  private ByteSink locator() {
    int[] blockOfTrace = new int[layout.traces()];
    int block = 0;
    for (int trace = 0; trace < layout.traces(); trace++) {
      while (layout.blockRow[block + 1] <= layout.traceRow[trace]) {
        block++;
      }
      blockOfTrace[trace] = block;
    }
    ByteSink chunk = new ByteSink(layout.traces() * 3 + 64);
    TraceLocator.write(layout, blockOfTrace, chunk);
    return chunk;
  }

  private void writeTenants(ByteSink footer) {
    footer.putVarint(layout.tenants.length);
    for (int i = 0; i < layout.tenants.length; i++) {
      TenantId tenant = layout.tenants[i];
      footer.putVarint(Integer.toUnsignedLong(tenant.account()));
      footer.putVarint(Integer.toUnsignedLong(tenant.project()));
      footer.putVarint(layout.traceRow[layout.tenantTrace[i + 1]]);
    }
  }

  private void writeBlocks(ByteSink footer) {
    footer.putVarint(layout.blocks());
    for (int block = 0; block < layout.blocks(); block++) {
      footer.putVarint(layout.blockRow[block + 1] - layout.blockRow[block]);
      footer.putLong(blockMinStart[block]);
      footer.putLong(blockMinTime[block]);
      footer.putLong(blockMaxTime[block]);
      footer.putLong(blockMinDuration[block]);
      footer.putLong(blockMaxDuration[block]);
      footer.putVarint(tracesOffset[block]);
      footer.putVarint(tracesLength[block]);
    }
  }

  private void writeColumn(ColumnMeta meta, ByteSink footer) {
    footer.putByte(meta.id.domain().code());
    footer.putByte(meta.id.attribute() ? 1 : 0);
    byte[] key = meta.id.key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    footer.putSized(key, 0, key.length);
    footer.putByte(meta.kind);
    footer.putVarint(meta.dictionaryOffset);
    footer.putVarint(meta.dictionaryLength);
    footer.putVarint(meta.dictionaryPagesLength);
    footer.putVarint(meta.dictionaryEntries);
    footer.putVarint(meta.countsLength);
    footer.putVarint(meta.entryBlocksLength);
    meta.writePresent(planes, footer);
    meta.chunks.write(layout.blocks(), planes, footer);
    meta.words.write(layout.blocks(), planes, footer);
  }

  @Override
  public void close() {
    file.close();
  }
}
