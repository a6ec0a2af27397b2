package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Limits;
import java.util.Optional;

/// Decodes columns of values at a few rows of a block: where the block has 4,096 rows and eight are
/// asked for, the codes of the others are passed over. Confined to one thread, good for one visit.
final class FewColumns {
  private final BlockColumns columns;
  private final ReadContext context;
  private final int[] rows;

  /// `rows` are rising and belong to it.
  FewColumns(BlockColumns columns, int[] rows) {
    this.columns = columns;
    this.context = columns.context();
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
    Optional<ChunkSource> chunk = columns.chunk(column);
    Optional<Places> places = chunk.flatMap(this::places);
    if (chunk.isEmpty() || places.isEmpty()) {
      return Optional.empty();
    }
    RawColumn raw = RawColumn.read(chunk.get(), context.planes(), places.get().count);
    columns.keep(column, chunk.get());
    ByteSink texts = new ByteSink();
    int[] ends = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      if (places.get().of[i] >= 0) {
        raw.appendText(places.get().of[i], texts);
      }
      ends[i + 1] = texts.position();
    }
    return Optional.of(new ColumnVector.Texts(texts.toByteArray(), ends, rows.length));
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
    Optional<Bitmap> present = columns.presence(in, columns.rows());
    if (present.isEmpty()) {
      return Optional.of(new Places(columns.rows(), rows));
    }
    Bitmap bits = present.get();
    boolean any = in.isRecorded();
    for (int i = 0; i < rows.length && !any; i++) {
      any = bits.get(rows[i]);
    }
    if (!any) {
      return Optional.empty();
    }
    long[] words = bits.words();
    int[] of = new int[rows.length];
    int word = 0;
    int before = 0;
    for (int i = 0; i < rows.length; i++) {
      for (; word < rows[i] >>> 6; word++) {
        before += Long.bitCount(words[word]);
      }
      long below = words[word] & ((1L << rows[i]) - 1);
      of[i] = bits.get(rows[i]) ? before + Long.bitCount(below) : -1;
    }
    return Optional.of(new Places(bits.cardinality(), of));
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
        int[] nameOfRow = columns.nameOfRow(in, columns.rows());
        for (int i = 0; i < codes.length; i++) {
          codes[i] = nameOfRow[rows[i]];
        }
        context.planes().pickInts(in, columns.names(), codes.clone(), codes);
      }
      case PartFormat.CODES_NUMBERED -> {
        int[] codeOfName = new int[in.count(columns.rows(), "names of a block")];
        context.planes().unpackInts(in, codeOfName, codeOfName.length);
        context.planes().pickInts(in, columns.rows(), rows, codes);
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
