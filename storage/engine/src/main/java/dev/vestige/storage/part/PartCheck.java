package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Words;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Reads everything in a part and checks that it fits together. Confined to one thread.
public final class PartCheck {
  private final PartReader part;
  private final ReadContext context;
  private final Set<String> seenTraces = new HashSet<>();
  private final ByteSink scratch = new ByteSink();
  private final CountsCheck counts;

  private PartCheck(PartReader part, ReadContext context) {
    this.part = part;
    this.context = context;
    this.counts = new CountsCheck(part, context);
  }

  /// Returns when all is well.
  ///
  /// @throws VestigeException CORRUPT at the first thing that is not
  public static void run(PartReader part) {
    try (ReadContext context = new ReadContext()) {
      new PartCheck(part, context).check();
    }
  }

  private void check() {
    checkTenants();
    PartRollups.check(part, context);
    long rows = 0;
    for (int block = 0; block < part.blocks().size(); block++) {
      BlockColumns columns = new BlockColumns(part, block, context);
      checkTimes(block, columns);
      checkTraces(block, columns);
      checkChildren(columns, ColumnId.Domain.EVENTS);
      checkChildren(columns, ColumnId.Domain.LINKS);
      SpanIds.parents(columns);
      for (ColumnMeta meta : part.columns()) {
        checkColumn(meta, columns);
      }
      rows += columns.rows();
    }
    counts.finish();
    if (rows != part.footer().rows()) {
      throw corrupt("its blocks have " + rows + " rows, expected " + part.footer().rows());
    }
    if (seenTraces.size() != part.footer().traces()) {
      throw corrupt(
          "its blocks have " + seenTraces.size() + " traces, expected " + part.footer().traces());
    }
  }

  private void checkTenants() {
    PartFooter footer = part.footer();
    int end = 0;
    for (int i = 0; i < footer.tenants().size(); i++) {
      boolean ordered =
          i == 0 || footer.tenants().get(i - 1).compareTo(footer.tenants().get(i)) < 0;
      if (!ordered || footer.tenantEndRow(i) <= end) {
        throw corrupt("tenant " + footer.tenants().get(i) + " is out of order or has no rows");
      }
      end = footer.tenantEndRow(i);
    }
    if (end != footer.rows()) {
      throw corrupt("its tenants have " + end + " rows, expected " + footer.rows());
    }
  }

  private void checkTimes(int block, BlockColumns columns) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (long end : SpanIds.ends(columns)) {
      min = Math.min(min, end);
      max = Math.max(max, end);
    }
    BlockMeta meta = columns.meta();
    checkDurations(block, columns);
    long minStart = Arrays.stream(columns.traces().start).min().orElse(Long.MAX_VALUE);
    if (minStart != meta.minStartNanos()) {
      throw corrupt(
          "the traces of block "
              + block
              + " start at "
              + minStart
              + ", expected "
              + meta.minStartNanos());
    }
    if (min != meta.minTimeNanos() || max != meta.maxTimeNanos()) {
      throw corrupt(
          "the spans of block "
              + block
              + " end from "
              + min
              + " to "
              + max
              + ", expected "
              + meta.minTimeNanos()
              + " to "
              + meta.maxTimeNanos());
    }
  }

  private void checkDurations(int block, BlockColumns columns) {
    long shortest = Long.MAX_VALUE;
    long longest = Long.MIN_VALUE;
    for (long duration : SpanIds.durations(columns)) {
      shortest = Math.min(shortest, duration);
      longest = Math.max(longest, duration);
    }
    BlockMeta meta = columns.meta();
    if (shortest != meta.minDurationNanos() || longest != meta.maxDurationNanos()) {
      throw corrupt(
          "the spans of block "
              + block
              + " take "
              + shortest
              + " to "
              + longest
              + " ns, expected "
              + meta.minDurationNanos()
              + " to "
              + meta.maxDurationNanos());
    }
  }

  /// The locator leads to the block in which each trace begins.
  private void checkTraces(int block, BlockColumns columns) {
    BlockTraces traces = columns.traces();
    TraceLocator locator = part.locator(context);
    for (int t = 0; t < traces.count; t++) {
      var tenant = part.footer().tenantOfRow(columns.meta().firstRow() + traces.row[t]);
      boolean begins = seenTraces.add(tenant + " " + traces.high[t] + " " + traces.low[t]);
      int located = locator.block(tenant, traces.high[t], traces.low[t]);
      if (begins ? located != block : t > 0 || located < 0 || located >= block) {
        throw corrupt("trace " + t + " of block " + block + " is looked for in block " + located);
      }
    }
  }

  private void checkChildren(BlockColumns columns, ColumnId.Domain domain) {
    columns.childRow(domain);
    for (ColumnMeta meta : part.columns()) {
      if (meta.id.domain() == domain && meta.kind == PartFormat.COLUMN_LONGS) {
        columns.childLongs(domain, meta.id.key());
      }
    }
  }

  private void checkColumn(ColumnMeta meta, BlockColumns columns) {
    if (meta.kind == PartFormat.COLUMN_LONGS) {
      if (meta.id.domain() == ColumnId.Domain.SPANS) {
        columns.spanLongs(meta.id.key());
      }
      return;
    }
    Optional<StoredColumn> stored = columns.stored(meta);
    if (stored.isEmpty()) {
      return;
    }
    stored.get().vector();
    counts.add(meta, stored.get(), columns);
    checkSummary(meta, columns, stored.get());
    Optional<SetReader.Kind> kind = SetReader.Kind.of(meta.id);
    for (int row = 0; kind.isPresent() && row < columns.rows(); row++) {
      if (stored.get().has(row)) {
        scratch.clear();
        stored.get().appendRaw(row, scratch);
        checkSet(kind.get());
      }
    }
  }

  /// Filters pass over blocks for what summaries deny, so these must not deny what is there.
  private void checkSummary(ColumnMeta meta, BlockColumns columns, StoredColumn stored) {
    Optional<EntryBlocks> entryBlocks = part.entryBlocks(meta, context);
    Bitmap seen = new Bitmap(stored.entries());
    for (int code : stored.codes()) {
      if (code != 0 && entryBlocks.isPresent() && !seen.get(code)) {
        seen.set(code);
        if (!entryBlocks.get().mayBeIn(code, columns.number())) {
          throw corrupt(
              "entry "
                  + code
                  + " of "
                  + meta.id
                  + " is in block "
                  + columns.number()
                  + ", which its list of blocks lacks");
        }
      }
    }
    if (meta.kind == PartFormat.COLUMN_VALUES) {
      columns.words(meta).ifPresent(words -> checkWords(words, meta, stored));
    }
  }

  private void checkWords(BlockWords summary, ColumnMeta meta, StoredColumn stored) {
    for (int row = 0; row < stored.rows(); row++) {
      scratch.clear();
      if (stored.has(row)) {
        stored.appendText(row, scratch);
      }
      byte[] text = scratch.array();
      int to = scratch.position();
      int start = Words.start(text, 0, to);
      while (start < to) {
        int end = Words.end(text, start, to);
        if (!summary.mayContain(text, start, end)) {
          throw corrupt("the words of " + meta.id + " lack one of row " + row);
        }
        start = Words.start(text, end, to);
      }
    }
  }

  private void checkSet(SetReader.Kind kind) {
    SetReader.forEach(
        kind, scratch.array(), 0, scratch.position(), (_, _, _, type, _, _) -> requireType(type));
  }

  private static void requireType(int type) {
    dev.vestige.storage.ValueType.ofCode(type);
  }

  private VestigeException corrupt(String what) {
    return VestigeException.corrupt("part " + part.name() + ": " + what);
  }
}
