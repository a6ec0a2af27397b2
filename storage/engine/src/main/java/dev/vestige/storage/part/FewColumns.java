package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Limits;
import java.util.Arrays;
import java.util.Optional;

/// Decodes columns of values at a few places: where a block has 4,096 rows and eight are asked for,
/// the codes of the others are passed over. Confined to one thread, good for one visit.
final class FewColumns {
  private static final ColumnId NAME = ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME);

  private final BlockColumns columns;
  private final ReadContext context;

  /// How many rows the columns have in the block.
  private final int domainRows;

  private final int[] rows;
  private int[] nameOfRow = new int[0];
  private int names;

  /// `rows` are rising and belong to it; a negative one has no value in any column.
  FewColumns(BlockColumns columns, int domainRows, int[] rows) {
    this.columns = columns;
    this.context = columns.context();
    this.domainRows = domainRows;
    this.rows = rows;
  }

  /// The codes of the rows in a column that has a dictionary; empty when all are 0.
  Optional<int[]> codes(ColumnMeta column) {
    Optional<ChunkSource> chunk = columns.chunk(column);
    Optional<Places> places = chunk.flatMap(this::places);
    if (chunk.isEmpty() || places.isEmpty()) {
      return Optional.empty();
    }
    ChunkSource in = chunk.get();
    int[] codes = readCodes(in, places.get());
    columns.keep(column, in);
    int some = 0;
    for (int code : codes) {
      if (code < 0 || code > column.dictionaryEntries) {
        throw in.corrupt("code " + code + " of a dictionary of " + column.dictionaryEntries);
      }
      some |= code;
    }
    return some == 0 ? Optional.empty() : Optional.of(codes);
  }

  /// The values of the rows; empty when none has one.
  Optional<ColumnVector> vector(ColumnMeta column) {
    if (column.kind == PartFormat.COLUMN_CODES) {
      return codes(column)
          .map(codes ->
              new ColumnVector.Coded(
                  columns.part().dictionary(column, context).texts(), codes, codes.length));
    }
    return raw(column).map(Picked::texts);
  }

  /// The numbers of the rows in a column of `INT` values, 0 where there is none.
  long[] numbers(ColumnId id) {
    long[] numbers = new long[rows.length];
    Optional<ColumnMeta> column = columns.part().column(id);
    if (column.isEmpty()) {
      return numbers;
    }
    if (column.get().kind == PartFormat.COLUMN_CODES) {
      TypedValues values = columns.part().dictionary(column.get(), context);
      int[] codes = codes(column.get()).orElseGet(() -> new int[rows.length]);
      for (int i = 0; i < codes.length; i++) {
        numbers[i] = codes[i] == 0 ? 0 : values.number(codes[i]);
      }
    } else {
      raw(column.get()).ifPresent(picked -> picked.putNumbers(numbers));
    }
    return numbers;
  }

  private Optional<Picked> raw(ColumnMeta column) {
    if (column.isBundled()) {
      return columns.bundled(column).flatMap(values -> bundled(values, column));
    }
    Optional<ChunkSource> chunk = columns.chunk(column);
    Optional<Places> places = chunk.flatMap(this::places);
    if (chunk.isEmpty() || places.isEmpty()) {
      return Optional.empty();
    }
    ChunkSource in = chunk.get();
    int[] of = places.get().of;
    Optional<RawColumn> picked = RawColumn.pick(in, context.planes(), places.get().count, of);
    RawColumn values =
        picked.isPresent()
            ? picked.get()
            : RawColumn.read(in, context.planes(), places.get().count);
    columns.keep(column, in);
    return Optional.of(new Picked(values, picked.isPresent() ? counted(of) : of));
  }

  private Optional<Picked> bundled(BundleBlock values, ColumnMeta column) {
    int[] rowsOfValues = values.rows(column);
    int[] places = new int[rows.length];
    boolean any = false;
    for (int i = 0; i < rows.length; i++) {
      places[i] = Math.max(-1, Arrays.binarySearch(rowsOfValues, rows[i]));
      any |= places[i] >= 0;
    }
    return any ? Optional.of(new Picked(values.values(column), places)) : Optional.empty();
  }

  /// The places of values that were picked: numbered, those that are missing left out.
  private static int[] counted(int[] places) {
    int[] numbers = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      numbers[i] = places[i] < 0 ? -1 : i;
    }
    return numbers;
  }

  /// Some values of a column without a dictionary; those of negative places are missing.
  private static final class Picked {
    private final RawColumn values;
    private final int[] places;

    Picked(RawColumn values, int[] places) {
      this.values = values;
      this.places = places;
    }

    ColumnVector texts() {
      ByteSink texts = new ByteSink();
      int[] ends = new int[places.length + 1];
      for (int i = 0; i < places.length; i++) {
        if (places[i] >= 0) {
          values.appendText(places[i], texts);
        }
        ends[i + 1] = texts.position();
      }
      return new ColumnVector.Texts(texts.toByteArray(), ends, places.length);
    }

    void putNumbers(long[] numbers) {
      for (int i = 0; i < places.length; i++) {
        numbers[i] = places[i] < 0 ? 0 : values.number(places[i]);
      }
    }
  }

  /// Which of a column's values are those of the rows.
  private static final class Places {
    /// How many values the column has.
    final int count;

    /// The value of each row, -1 for none.
    final int[] of;

    Places(int count, int[] of) {
      this.count = count;
      this.of = of;
    }
  }

  /// Empty when none of the rows has a value, unless the chunk has to be read to its end to be
  /// kept.
  private Optional<Places> places(ChunkSource in) {
    if (in.again().unsignedByte() == PartFormat.PRESENT_BY_NAME
        && !in.isRecorded()
        && !someByName(in.again())) {
      return Optional.empty();
    }
    Optional<Bitmap> present = columns.presence(in, domainRows);
    if (present.isEmpty()) {
      return Optional.of(new Places(domainRows, rows));
    }
    Bitmap bits = present.get();
    boolean any = in.isRecorded();
    for (int i = 0; i < rows.length && !any; i++) {
      any = rows[i] >= 0 && bits.get(rows[i]);
    }
    return any ? Optional.of(new Places(bits.cardinality(), ranks(bits))) : Optional.empty();
  }

  private int[] ranks(Bitmap bits) {
    long[] words = bits.words();
    int[] of = new int[rows.length];
    int word = 0;
    int before = 0;
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      if (row < 0 || !bits.get(row)) {
        of[i] = -1;
        continue;
      }
      for (; word < row >>> 6; word++) {
        before += Long.bitCount(words[word]);
      }
      of[i] = before + Long.bitCount(words[word] & ((1L << row) - 1));
    }
    return of;
  }

  /// Whether the name of one of the rows is one whose spans have a value.
  private boolean someByName(ChunkSource in) {
    var _ = in.unsignedByte();
    int[] named = nameOfRow(in);
    int[] present = new int[rows.length];
    context.planes().pickInts(in, names, named, present);
    int some = 0;
    for (int flag : present) {
      some |= flag;
    }
    return (some & 1) != 0;
  }

  /// The number in the block of each row's name.
  private int[] nameOfRow(ChunkSource of) {
    if (nameOfRow.length == 0) {
      if (domainRows != columns.rows()) {
        throw of.corrupt("values that names of spans decide in a column that is none of spans");
      }
      ColumnMeta column = columns.part().column(NAME).orElseThrow(() -> unnumbered(of));
      ChunkSource in = columns.chunk(column).orElseThrow(() -> unnumbered(of)).again();
      if (in.unsignedByte() != PartFormat.PRESENT_ALL
          || in.unsignedByte() != PartFormat.CODES_NUMBERED) {
        throw unnumbered(of);
      }
      int count = in.count(domainRows, "names of a block");
      context.planes().unpackInts(in, new int[count], count);
      int[] picked = new int[rows.length];
      context.planes().pickInts(in, domainRows, rows, picked);
      for (int name : picked) {
        if (name < 0 || name >= count) {
          throw in.corrupt("name " + name + " of " + count + " of a block");
        }
      }
      names = count;
      nameOfRow = picked;
    }
    return nameOfRow;
  }

  private static VestigeException unnumbered(ChunkSource in) {
    return in.corrupt("values that names of spans decide, and names that have no numbers");
  }

  private int[] readCodes(ChunkSource in, Places places) {
    int[] codes = new int[rows.length];
    int form = in.unsignedByte();
    switch (form) {
      case PartFormat.CODES_CONSTANT -> {
        int code = in.count(Limits.DICTIONARY_ENTRIES_MAX + 1, "code");
        for (int i = 0; i < codes.length; i++) {
          codes[i] = places.of[i] < 0 ? 0 : code;
        }
      }
      case PartFormat.CODES_PACKED -> context.planes().pickInts(in, places.count, places.of, codes);
      case PartFormat.CODES_BY_NAME -> {
        int[] named = nameOfRow(in);
        context.planes().pickInts(in, names, named, codes);
      }
      case PartFormat.CODES_NUMBERED -> {
        int[] codeOfName = new int[in.count(domainRows, "names of a block")];
        context.planes().unpackInts(in, codeOfName, codeOfName.length);
        context.planes().pickInts(in, domainRows, rows, codes);
        for (int i = 0; i < codes.length; i++) {
          if (codes[i] < 0 || codes[i] >= codeOfName.length) {
            throw in.corrupt("name " + codes[i] + " of " + codeOfName.length + " of a block");
          }
          codes[i] = codeOfName[codes[i]];
        }
      }
      default -> throw in.corrupt("unknown form of codes " + form);
    }
    return codes;
  }
}
