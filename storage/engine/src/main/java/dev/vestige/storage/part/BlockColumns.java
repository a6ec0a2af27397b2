package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.Limits;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decodes the columns of one block of a part, each when it is first asked for. Confined to one
/// thread, good for one visit.
final class BlockColumns {
  private static final int CHILDREN_MAX = 1 << 24;
  private static final ColumnId NAME = ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME);

  private final PartReader part;
  private final int block;
  private final BlockMeta meta;
  private final ReadContext context;
  private final Map<String, long[]> longs = new HashMap<>();
  private final Map<ColumnId.Domain, int[]> childRows = new EnumMap<>(ColumnId.Domain.class);
  private final Map<String, long[]> sparseLongs = new HashMap<>();
  private @Nullable Bitmap asked;
  private @Nullable BlockTraces traces;
  private long @Nullable [] parentIds;
  private int @Nullable [] nameOfRow;
  private int names;
  private boolean isNaming;

  /// The bundle that was read last: its columns are asked for one after another.
  private @Nullable BundleBlock bundle;

  BlockColumns(PartReader part, int block, ReadContext context) {
    this.part = part;
    this.block = block;
    this.meta = part.blocks().get(block);
    this.context = context;
  }

  /// The same columns for who asks for some of the rows only. What was decoded already is shared.
  BlockColumns only(Bitmap rows) {
    BlockColumns columns = new BlockColumns(part, block, context);
    columns.asked = rows;
    columns.longs.putAll(longs);
    columns.sparseLongs.putAll(sparseLongs);
    columns.childRows.putAll(childRows);
    columns.traces = traces;
    columns.parentIds = parentIds;
    columns.nameOfRow = nameOfRow;
    columns.names = names;
    columns.bundle = bundle;
    return columns;
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
          part.blockChunk(context, meta.tracesOffset(), meta.tracesLength(), "traces of a block");
      known = BlockTraces.read(in, context.planes(), meta.rows());
      part.keep(meta.tracesOffset(), in);
      traces = known;
    }
    return known;
  }

  /// Whether the block has values of a column.
  boolean hasChunk(ColumnMeta column) {
    return column.chunks.length(block) > 0
        && (!column.isBundled() || bundled(column).filter(known -> known.has(column)).isPresent());
  }

  /// The bundle of a column that is in one; empty when the block has no chunk of it.
  Optional<BundleBlock> bundled(ColumnMeta column) {
    ValueBundle wanted = column.bundle().orElseThrow();
    BundleBlock known = bundle;
    if (known == null || !known.isOf(wanted)) {
      Optional<ChunkSource> in = chunk(column);
      if (in.isEmpty()) {
        return Optional.empty();
      }
      int rows = domainRows(column.id.domain());
      known = BundleBlock.read(in.get(), context.planes(), wanted, rows);
      keep(column, in.get());
      bundle = known;
    }
    return Optional.of(known);
  }

  /// Whether some row may have a value in the column.
  boolean mayHave(ColumnId id) {
    return part.column(id).filter(this::hasChunk).isPresent();
  }

  int number() {
    return block;
  }

  /// The words of a column's values; empty when nobody wrote them down.
  Optional<BlockWords> words(ColumnMeta column) {
    int length = column.words.length(block);
    if (length == 0) {
      return Optional.empty();
    }
    long offset = column.words.offset(block);
    ChunkSource in = part.blockChunk(context, offset, length, "words of " + column.id.key());
    BlockWords words = BlockWords.read(in);
    part.keep(offset, in);
    return Optional.of(words);
  }

  /// The chunk of a column in this block; empty when no row has a value.
  Optional<ChunkSource> chunk(ColumnMeta column) {
    int length = column.chunks.length(block);
    return length == 0
        ? Optional.empty()
        : Optional.of(
            part.blockChunk(context, column.chunks.offset(block), length, column.id.key()));
  }

  void keep(ColumnMeta column, ChunkSource chunk) {
    part.keep(column.chunks.offset(block), chunk);
  }

  /// A column of numbers of the spans; zeros when the part has none.
  long[] spanLongs(String field) {
    return longs.computeIfAbsent(field, _ -> readLongs(ColumnId.Domain.SPANS, field, rows()));
  }

  /// The numbers of the rows from `from` to before `to`.
  long[] spanLongs(String field, int from, int to) {
    long[] known = longs.get(field);
    if (known != null) {
      return Arrays.copyOfRange(known, from, to);
    }
    long[] values = new long[to - from];
    readLongs(
        ColumnId.field(ColumnId.Domain.SPANS, field),
        in -> context.planes().unpackLongs(in, values, rows(), from, to));
    return values;
  }

  /// The same with 0 in rows that nobody asks for.
  long[] askedLongs(String field) {
    Bitmap rows = asked;
    if (rows == null || longs.containsKey(field)) {
      return spanLongs(field);
    }
    return sparseLongs.computeIfAbsent(field, _ -> readAskedLongs(field, rows));
  }

  private long[] readAskedLongs(String field, Bitmap rows) {
    long[] values = new long[rows()];
    readLongs(
        ColumnId.field(ColumnId.Domain.SPANS, field),
        in -> context.planes().unpackLongs(in, values, values.length, rows));
    return values;
  }

  /// The numbers at some places of a column that has `count`; 0 for a negative place.
  long[] longsAt(ColumnId id, int count, int[] places) {
    long[] values = new long[places.length];
    readLongs(id, in -> context.planes().pickLongs(in, count, places, values));
    return values;
  }

  long[] childLongs(ColumnId.Domain domain, String field) {
    int count = childRow(domain)[rows()];
    return longs.computeIfAbsent(domain + field, _ -> readLongs(domain, field, count));
  }

  private long[] readLongs(ColumnId.Domain domain, String field, int count) {
    long[] values = new long[count];
    readLongs(ColumnId.field(domain, field), in -> context.planes().unpackLongs(in, values, count));
    return values;
  }

  /// Hands out the chunk of a column of numbers, if the block has one.
  private void readLongs(ColumnId id, Consumer<ChunkSource> unpack) {
    Optional<ColumnMeta> column =
        part.column(id).filter(meta -> meta.kind == PartFormat.COLUMN_LONGS);
    Optional<ChunkSource> in = column.flatMap(this::chunk);
    if (in.isPresent()) {
      unpack.accept(in.get());
      keep(column.get(), in.get());
    }
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
    int[] first = new int[rows() + 1];
    readLongs(
        ColumnId.field(ColumnId.Domain.SPANS, Fields.countOf(domain)),
        in -> context.planes().unpackInts(in, first, rows()));
    int before = 0;
    for (int row = 0; row < rows(); row++) {
      int children = first[row];
      if (children < 0 || children > CHILDREN_MAX - before) {
        throw corrupt("row " + row + " has " + children + " children");
      }
      first[row] = before;
      before += children;
    }
    first[rows()] = before;
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
    if (column.isBundled()) {
      return bundled(column).filter(known -> known.has(column)).map(known -> open(known, column));
    }
    return chunk(column)
        .map(in -> {
          if (column.kind == PartFormat.COLUMN_LONGS) {
            throw in.corrupt("a column of numbers, expected values");
          }
          int rows = domainRows(column.id.domain());
          Bitmap present = presence(in, rows).orElse(null);
          return new LazyColumn(rows, present, new Values(column, in, present, rows));
        });
  }

  private LazyColumn open(BundleBlock values, ColumnMeta column) {
    int rows = domainRows(column.id.domain());
    Bitmap present = values.present(column, rows);
    return new LazyColumn(
        rows,
        present,
        (_, _) -> new StoredColumn(rows, 0, present, new int[0], null, values.values(column)));
  }

  /// What follows the presence in the chunk of a column.
  private final class Values implements LazyColumn.Values {
    private final ColumnMeta column;
    private final @Nullable Bitmap present;
    private final int rows;
    private ChunkSource next;

    Values(ColumnMeta column, ChunkSource in, @Nullable Bitmap present, int rows) {
      this.column = column;
      this.next = in;
      this.present = present;
      this.rows = rows;
    }

    @Override
    public StoredColumn of(int from, int to) {
      ChunkSource in = next;
      next = in.again();
      if (column.kind == PartFormat.COLUMN_VALUES) {
        RawColumn raw = raw(in, from, to);
        keep(column, in);
        return new StoredColumn(rows, from, present, new int[0], null, raw);
      }
      int[] codes = codes(column.id, in, present, rows, from, to);
      keep(column, in);
      ColumnDictionary dictionary = new ColumnDictionary(part, column, context);
      requireBelow(dictionary.size(), codes, in);
      return new StoredColumn(rows, from, present, codes, dictionary, null);
    }

    private RawColumn raw(ChunkSource in, int from, int to) {
      if (present == null) {
        return RawColumn.read(in, context.planes(), rows, from, to);
      }
      int first = present.rank(from);
      return RawColumn.read(
          in, context.planes(), present.cardinality(), first, first + present.count(from, to));
    }
  }

  private static void requireBelow(int size, int[] codes, ChunkSource in) {
    int signs = 0;
    for (int code : codes) {
      signs |= code | (size - 1 - code);
    }
    if (signs < 0) {
      throw in.corrupt("a code that is none of a dictionary of " + size);
    }
  }

  /// Which rows have a value; empty when all have.
  Optional<Bitmap> presence(ChunkSource in, int rows) {
    int form = in.unsignedByte();
    return switch (form) {
      case PartFormat.PRESENT_ALL -> Optional.empty();
      case PartFormat.PRESENT_BITMAP -> Optional.of(readBitmap(in, rows));
      case PartFormat.PRESENT_BY_NAME -> Optional.of(presentByName(in, rows));
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
    long[] words = present.words();
    for (int row = 0; row < rows; row++) {
      words[row >>> 6] |= (presentOfName[nameRows[row]] & 1L) << row;
    }
    return present;
  }

  /// The codes of the rows from `from` to before `to`, 0 where there is none.
  private int[] codes(
      ColumnId id, ChunkSource in, @Nullable Bitmap present, int rows, int from, int to) {
    int form = in.unsignedByte();
    int[] codes = new int[to - from];
    switch (form) {
      case PartFormat.CODES_CONSTANT -> {
        int code = in.count(Limits.DICTIONARY_ENTRIES_MAX + 1, "code");
        for (int i = 0; i < codes.length; i++) {
          codes[i] = present == null || present.get(from + i) ? code : 0;
        }
      }
      case PartFormat.CODES_PACKED -> packedCodes(in, present, rows, from, codes);
      case PartFormat.CODES_BY_NAME -> {
        int[] nameRows = nameOfRow(in, rows);
        int[] codeOfName = new int[names];
        context.planes().unpackInts(in, codeOfName, names);
        for (int i = 0; i < codes.length; i++) {
          codes[i] = codeOfName[nameRows[from + i]];
        }
      }
      case PartFormat.CODES_NUMBERED -> {
        if (!id.equals(NAME)) {
          throw in.corrupt("numbers of names in a column that is not that of names");
        }
        namedCodes(in, from, codes);
      }
      default -> throw in.corrupt("unknown form of codes " + form);
    }
    return codes;
  }

  private void packedCodes(
      ChunkSource in, @Nullable Bitmap present, int rows, int from, int[] codes) {
    int to = from + codes.length;
    if (present == null) {
      context.planes().unpackInts(in, codes, rows, from, to);
      return;
    }
    int first = present.rank(from);
    int count = present.count(from, to);
    context.planes().unpackInts(in, codes, present.cardinality(), first, first + count);
    if (codes.length == rows) {
      spread(codes, present, count, rows);
    } else {
      for (int i = codes.length - 1; i >= 0; i--) {
        codes[i] = present.get(from + i) ? codes[--count] : 0;
      }
    }
  }

  /// Moves the first `count` codes to the rows that have one, from the last to the first. Without
  /// branches, which nobody can foretell.
  private static void spread(int[] codes, Bitmap present, int count, int rows) {
    long[] words = present.words();
    int value = count;
    for (int index = words.length - 1; index >= 0; index--) {
      int base = index << 6;
      long word = words[index];
      for (int row = Math.min(rows, base + 64) - 1; row >= base; row--) {
        int bit = (int) (word >>> row) & 1;
        value -= bit;
        codes[row] = codes[value] & -bit;
      }
    }
  }

  /// How many names the block has, once [#nameOfRow] was asked.
  int names() {
    return names;
  }

  /// The numbers of the block's names by row: they stand in the chunk of the names.
  int[] nameOfRow(ChunkSource in, int rows) {
    if (rows != rows() || isNaming) {
      throw in.corrupt("values that names of spans decide in a column that is none of spans");
    }
    if (nameOfRow == null) {
      isNaming = true;
      boolean hasNames = part.column(NAME).flatMap(this::stored).isPresent();
      isNaming = false;
      if (!hasNames) {
        nameOfRow = new int[rows];
        names = 1;
      }
    }
    int[] known = nameOfRow;
    if (known == null) {
      throw in.corrupt("values that names of spans decide, and names that have no numbers");
    }
    return known;
  }

  /// Reads codes of names, which are numbered in the block, from the row `from` on.
  private void namedCodes(ChunkSource in, int from, int[] codes) {
    int[] codeOfName = new int[in.count(rows(), "names of a block")];
    context.planes().unpackInts(in, codeOfName, codeOfName.length);
    int[] local = nameOfRow;
    if (local == null || in.isRecorded()) {
      local = new int[rows()];
      context.planes().unpackInts(in, local, local.length);
      requireBelow(codeOfName.length, local, in);
      names = codeOfName.length;
      nameOfRow = local;
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codeOfName[local[from + i]];
    }
  }
}
