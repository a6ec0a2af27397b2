package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.Limits;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decodes the columns of one block of a part, each when it is first asked for. Confined to one
/// thread, good for one visit.
final class BlockColumns {
  private static final int CHILDREN_MAX = 1 << 24;

  private final PartReader part;
  private final int block;
  private final BlockMeta meta;
  private final ReadContext context;
  private final Map<String, long[]> longs = new HashMap<>();
  private final Map<ColumnId.Domain, int[]> childRows = new EnumMap<>(ColumnId.Domain.class);
  private @Nullable BlockTraces traces;
  private long @Nullable [] parentIds;
  private int @Nullable [] nameOfRow;
  private int names;
  private boolean isNaming;

  BlockColumns(PartReader part, int block, ReadContext context) {
    this.part = part;
    this.block = block;
    this.meta = part.blocks().get(block);
    this.context = context;
  }

  int rows() {
    return meta.rows();
  }

  BlockMeta meta() {
    return meta;
  }

  PartReader part() {
    return part;
  }

  ReadContext context() {
    return context;
  }

  BlockTraces traces() {
    BlockTraces known = traces;
    if (known == null) {
      ChunkSource in =
          part.chunk(context, meta.tracesOffset(), meta.tracesLength(), "traces of a block");
      known = BlockTraces.read(in, context.planes(), meta.rows());
      traces = known;
    }
    return known;
  }

  boolean hasChunk(ColumnMeta column) {
    return column.length[block] > 0;
  }

  /// The chunk of a column in this block; empty when no row has a value.
  private Optional<ChunkSource> chunk(ColumnMeta column) {
    int length = column.length[block];
    return length == 0
        ? Optional.empty()
        : Optional.of(part.chunk(context, column.offset[block], length, column.id.key()));
  }

  /// A column of numbers of the spans; zeros when the part has none.
  long[] spanLongs(String field) {
    return longs.computeIfAbsent(field, _ -> readLongs(ColumnId.Domain.SPANS, field, rows()));
  }

  /// The numbers of the rows from `from` to before `to`.
  long[] spanLongs(String field, int from, int to) {
    long[] known = longs.get(field);
    if (known != null) {
      return java.util.Arrays.copyOfRange(known, from, to);
    }
    return part.column(ColumnId.field(ColumnId.Domain.SPANS, field))
        .filter(column -> column.kind == PartFormat.COLUMN_LONGS)
        .flatMap(this::chunk)
        .map(in -> context.planes().unpackLongs(in, rows(), from, to))
        .orElseGet(() -> new long[to - from]);
  }

  long[] childLongs(ColumnId.Domain domain, String field) {
    int count = childRow(domain)[rows()];
    return longs.computeIfAbsent(domain + field, _ -> readLongs(domain, field, count));
  }

  private long[] readLongs(ColumnId.Domain domain, String field, int count) {
    long[] values = new long[count];
    Optional<ColumnMeta> column = part.column(ColumnId.field(domain, field));
    if (column.isPresent() && column.get().kind == PartFormat.COLUMN_LONGS) {
      Optional<ChunkSource> in = chunk(column.get());
      in.ifPresent(source -> context.planes().unpackLongs(source, values, count));
    }
    return values;
  }

  /// Parent span ids, 0 for roots.
  long[] parentIds() {
    long[] known = parentIds;
    if (known == null) {
      known = SpanIds.parents(this);
      parentIds = known;
    }
    return known;
  }

  /// Where the children of each span begin: those of row r are from entry r to before entry r + 1.
  int[] childRow(ColumnId.Domain domain) {
    return childRows.computeIfAbsent(domain, this::readChildRow);
  }

  private int[] readChildRow(ColumnId.Domain domain) {
    long[] counts =
        spanLongs(domain == ColumnId.Domain.EVENTS ? Fields.COUNT_EVENTS : Fields.COUNT_LINKS);
    int[] first = new int[rows() + 1];
    for (int row = 0; row < rows(); row++) {
      if (counts[row] < 0 || counts[row] > CHILDREN_MAX - first[row]) {
        throw corrupt("row " + row + " has " + counts[row] + " children");
      }
      first[row + 1] = first[row] + (int) counts[row];
    }
    return first;
  }

  /// The exception for a block that does not fit together.
  VestigeException corrupt(String what) {
    return VestigeException.corrupt("part " + part.name() + ", block " + block + ": " + what);
  }

  private int domainRows(ColumnId.Domain domain) {
    return domain == ColumnId.Domain.SPANS ? rows() : childRow(domain)[rows()];
  }

  /// Decodes a column of values.
  Optional<StoredColumn> stored(ColumnMeta column) {
    return open(column).map(LazyColumn::stored);
  }

  /// Reads of a column of values which rows have one; empty when the block has no chunk of it.
  Optional<LazyColumn> open(ColumnMeta column) {
    return chunk(column)
        .map(in -> {
          if (column.kind == PartFormat.COLUMN_LONGS) {
            throw in.corrupt("a column of numbers, expected values");
          }
          int rows = domainRows(column.id.domain());
          Bitmap present = presence(in, rows);
          return new LazyColumn(
              rows, present, (from, to) -> values(column, in.again(), present, rows, from, to));
        });
  }

  private StoredColumn values(
      ColumnMeta column, ChunkSource in, @Nullable Bitmap present, int rows, int from, int to) {
    if (column.kind == PartFormat.COLUMN_VALUES) {
      int count = present == null ? rows : present.cardinality();
      return new StoredColumn(
          rows, present, new int[0], null, RawColumn.read(in, context.planes(), count));
    }
    int[] codes = codes(in, present, rows, from, to);
    ColumnDictionary dictionary = new ColumnDictionary(part, column, context);
    for (int code : codes) {
      if (code < 0 || code >= dictionary.size()) {
        throw in.corrupt("code " + code + " of a dictionary of " + dictionary.size());
      }
    }
    return new StoredColumn(rows, from, present, codes, dictionary, null);
  }

  private @Nullable Bitmap presence(ChunkSource in, int rows) {
    int form = in.unsignedByte();
    return switch (form) {
      case PartFormat.PRESENT_ALL -> null;
      case PartFormat.PRESENT_BITMAP -> readBitmap(in, rows);
      case PartFormat.PRESENT_BY_NAME -> presentByName(in, rows);
      default -> throw in.corrupt("unknown form of presence " + form);
    };
  }

  private Bitmap readBitmap(ChunkSource in, int rows) {
    byte[] bits = new byte[(rows + 7) >>> 3];
    context.planes().unpackBytes(in, bits, 0, bits.length);
    Bitmap present = new Bitmap(rows);
    long[] words = present.words();
    for (int i = 0; i < bits.length; i++) {
      words[i >>> 3] |= (bits[i] & 0xFFL) << ((i & 7) << 3);
    }
    if ((rows & 63) != 0) {
      words[words.length - 1] &= -1L >>> -rows;
    }
    return present;
  }

  private Bitmap presentByName(ChunkSource in, int rows) {
    int[] nameRows = nameOfRow(in, rows);
    int[] presentOfName = new int[names];
    context.planes().unpackInts(in, presentOfName, names);
    Bitmap present = new Bitmap(rows);
    for (int row = 0; row < rows; row++) {
      if (presentOfName[nameRows[row]] != 0) {
        present.set(row);
      }
    }
    return present;
  }

  /// The codes of the rows from `from` to before `to`.
  private int[] codes(ChunkSource in, @Nullable Bitmap present, int rows, int from, int to) {
    int form = in.unsignedByte();
    int[] codes = new int[to - from];
    switch (form) {
      case PartFormat.CODES_CONSTANT -> {
        java.util.Arrays.fill(codes, in.count(Limits.DICTIONARY_ENTRIES_MAX + 1, "code"));
        if (present != null) {
          clearMissing(codes, present, from);
        }
      }
      case PartFormat.CODES_PACKED -> {
        if (present == null) {
          context.planes().unpackInts(in, codes, rows, from, to);
        } else {
          int first = present.rank(from);
          int count = present.rank(to) - first;
          context.planes().unpackInts(in, codes, present.cardinality(), first, first + count);
          spread(codes, present, count, from);
        }
      }
      case PartFormat.CODES_BY_NAME -> {
        int[] nameRows = nameOfRow(in, rows);
        int[] codeOfName = new int[names];
        context.planes().unpackInts(in, codeOfName, names);
        for (int row = from; row < to; row++) {
          codes[row - from] = codeOfName[nameRows[row]];
        }
      }
      default -> throw in.corrupt("unknown form of codes " + form);
    }
    return codes;
  }

  private static void clearMissing(int[] codes, Bitmap present, int from) {
    for (int i = 0; i < codes.length; i++) {
      if (!present.get(from + i)) {
        codes[i] = 0;
      }
    }
  }

  /// Moves the first `count` codes to the rows that have one, from the last to the first.
  private static void spread(int[] codes, Bitmap present, int count, int from) {
    int value = count;
    for (int i = codes.length - 1; i >= 0; i--) {
      codes[i] = present.get(from + i) ? codes[--value] : 0;
    }
  }

  /// Numbers the block's names in order of their first row, as [NameIndex] does when writing.
  private int[] nameOfRow(ChunkSource in, int rows) {
    int[] known = nameOfRow;
    if (rows != rows() || isNaming) {
      throw in.corrupt("values that names of spans decide in a column that is none of spans");
    }
    if (known != null) {
      return known;
    }
    isNaming = true;
    known = new int[rows()];
    Optional<ColumnMeta> column = part.column(ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME));
    Optional<StoredColumn> stored = column.flatMap(this::stored);
    int[] codes = stored.map(StoredColumn::codes).orElse(known);
    isNaming = false;
    if (codes.length != rows) {
      throw in.corrupt("values that names of spans decide, and names without a dictionary");
    }
    int[] local = new int[stored.map(StoredColumn::entries).orElse(1)];
    for (int row = 0; row < known.length; row++) {
      if (local[codes[row]] == 0) {
        local[codes[row]] = ++names;
      }
      known[row] = local[codes[row]] - 1;
    }
    nameOfRow = known;
    return known;
  }
}
