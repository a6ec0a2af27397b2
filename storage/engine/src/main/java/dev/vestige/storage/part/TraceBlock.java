package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.BatchBlock;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.StatusCode;
import dev.vestige.storage.Streams;
import dev.vestige.storage.TraceId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The spans of a stored block or of a batch by trace, with the columns that lists of traces and
/// rollups are made of. Columns are decoded when first asked for. Confined to one thread.
public final class TraceBlock {
  private final TraceRows traces;
  private final Columns columns;
  private long @Nullable [] starts;
  private long @Nullable [] ends;
  private @Nullable TextCodes services;
  private @Nullable TextCodes names;
  private @Nullable Bitmap errors;
  private long @Nullable [] parents;

  /// Where the columns come from.
  private interface Columns {
    long[] starts();

    long[] ends();

    /// 0 for spans without a parent.
    long[] parents();

    long[] spanIds();

    long parentId(int row);

    /// The row of the parent that [#parents] tells of a span whose trace has these rows.
    int parentRow(long parent, int fromRow, int toRow);

    ColumnVector text(String field);
  }

  private TraceBlock(TraceRows traces, Columns columns) {
    this.traces = traces;
    this.columns = columns;
  }

  /// The rows of a tenant in a block of a part.
  public static TraceBlock of(PartReader part, int block, TenantId tenant, ReadContext context) {
    return of(new BlockColumns(part, block, context), tenant);
  }

  static TraceBlock of(BlockColumns block, TenantId tenant) {
    PartFooter footer = block.part().footer();
    int index = footer.tenantIndex(tenant);
    TraceRows traces =
        TraceRows.of(
            block.traces(),
            footer.tenantFirstRow(index) - block.meta().firstRow(),
            footer.tenantEndRow(index) - block.meta().firstRow());
    return new TraceBlock(traces, new PartColumns(block, tenant));
  }

  public static TraceBlock of(SpanBatch batch) {
    return new TraceBlock(TraceRows.of(batch), new BatchColumns(batch));
  }

  /// How many traces.
  public int traces() {
    return traces.count();
  }

  public TraceId trace(int trace) {
    return traces.id(trace);
  }

  /// The number of a trace, -1 when the block does not have it.
  public int find(TraceId trace) {
    return traces.find(trace);
  }

  /// Whether rows of the trace may stand in the block before or behind this one, too.
  public boolean mayGoOn(int trace) {
    return trace == 0 || trace == traces.count() - 1;
  }

  long[] starts() {
    long[] known = starts;
    if (known == null) {
      known = columns.starts();
      starts = known;
    }
    return known;
  }

  long[] ends() {
    long[] known = ends;
    if (known == null) {
      known = columns.ends();
      ends = known;
    }
    return known;
  }

  private long[] parents() {
    long[] known = parents;
    if (known == null) {
      known = columns.parents();
      parents = known;
    }
    return known;
  }

  TextCodes services() {
    TextCodes known = services;
    if (known == null) {
      known = TextCodes.of(columns.text(Streams.SERVICE_FIELD));
      services = known;
    }
    return known;
  }

  TextCodes names() {
    TextCodes known = names;
    if (known == null) {
      known = TextCodes.of(columns.text(Streams.NAME_FIELD));
      names = known;
    }
    return known;
  }

  private Bitmap errors() {
    Bitmap known = errors;
    if (known == null) {
      known = withText(TextCodes.of(columns.text("status_code")), StatusCode.ERROR);
      errors = known;
    }
    return known;
  }

  private static Bitmap withText(TextCodes column, int number) {
    boolean[] wanted = new boolean[column.dictionary().size()];
    String text = Integer.toString(number);
    for (int code = 0; code < wanted.length; code++) {
      wanted[code] = column.dictionary().text(code).toString().equals(text);
    }
    Bitmap rows = new Bitmap(column.codes().length);
    for (int row = 0; row < column.codes().length; row++) {
      if (wanted[column.codes()[row]]) {
        rows.set(row);
      }
    }
    return rows;
  }

  /// The columns that rollups are made of. Parents count where they are of the same trace in the
  /// same block; those of a batch are elsewhere, all of them.
  SpanRows rollupRows() {
    int[] parentRows = new int[ends().length];
    Arrays.fill(parentRows, SpanRows.ROOT);
    long[] parent = parents();
    for (int trace = 0; trace < traces.count(); trace++) {
      for (int at = traces.from(trace); at < traces.to(trace); at++) {
        int row = traces.row(at);
        if (parent[row] != 0) {
          parentRows[row] = columns.parentRow(parent[row], traces.from(trace), traces.to(trace));
        }
      }
    }
    return new SpanRows(
        SpanRows.minutes(ends()),
        SpanRows.buckets(starts(), ends()),
        parentRows,
        services(),
        names(),
        TextCodes.of(columns.text("kind")),
        TextCodes.of(columns.text("status_code")),
        EdgeSeries.SYSTEM_KEYS.stream()
            .map(key -> TextCodes.of(columns.text(AttributeScope.SPAN.prefix() + key)))
            .toList());
  }

  /// The rows of the block's traces lie from here …
  int firstRow() {
    return traces.from(0);
  }

  /// … to before here.
  int endRow() {
    return traces.to(traces.count() - 1);
  }

  /// The row of a trace's span with this id, -1 when there is none.
  int rowOf(int trace, long spanId) {
    long[] ids = columns.spanIds();
    for (int at = traces.from(trace); at < traces.to(trace); at++) {
      if (ids[traces.row(at)] == spanId) {
        return traces.row(at);
      }
    }
    return -1;
  }

  long spanId(int row) {
    return columns.spanIds()[row];
  }

  /// The id of a span's parent.
  long parentId(int row) {
    return columns.parentId(row);
  }

  boolean isError(int row) {
    return errors().get(row);
  }

  TraceRows rows() {
    return traces;
  }

  private record PartColumns(BlockColumns block, TenantId tenant) implements Columns {
    @Override
    public long parentId(int row) {
      return block.parentIds()[row];
    }

    @Override
    public long[] starts() {
      return SpanIds.starts(block);
    }

    @Override
    public long[] ends() {
      return SpanIds.ends(block);
    }

    @Override
    public long[] parents() {
      return block.spanLongs(Fields.PARENT);
    }

    @Override
    public long[] spanIds() {
      return block.spanLongs(Fields.SPAN_ID);
    }

    @Override
    public int parentRow(long parent, int fromRow, int toRow) {
      return parent > 0 && parent <= toRow - fromRow
          ? fromRow + (int) parent - 1
          : SpanRows.ELSEWHERE;
    }

    @Override
    public ColumnVector text(String field) {
      return PartBlock.asReceived(block, tenant, field);
    }
  }

  private record BatchColumns(SpanBatch batch) implements Columns {
    @Override
    public long parentId(int row) {
      return batch.parentId(row);
    }

    @Override
    public long[] starts() {
      return gather(batch, SpanBatch::startNanos);
    }

    @Override
    public long[] ends() {
      return gather(batch, SpanBatch::endNanos);
    }

    @Override
    public long[] parents() {
      return gather(batch, SpanBatch::parentId);
    }

    @Override
    public long[] spanIds() {
      return gather(batch, SpanBatch::spanId);
    }

    @Override
    public int parentRow(long parent, int fromRow, int toRow) {
      return SpanRows.ELSEWHERE;
    }

    @Override
    public ColumnVector text(String field) {
      return BatchBlock.asReceived(batch, field);
    }
  }

  /// A number of each span.
  private interface SpanNumber {
    long of(SpanBatch batch, int row);
  }

  private static long[] gather(SpanBatch batch, SpanNumber number) {
    long[] values = new long[batch.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = number.of(batch, row);
    }
    return values;
  }
}
