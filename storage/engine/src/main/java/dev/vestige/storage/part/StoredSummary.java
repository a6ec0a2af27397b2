package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.FieldRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a part knows of a column of values in one of its blocks: the dictionary and the blocks of
/// its entries, or the words of values that stand in the rows.
final class StoredSummary implements ColumnSummary {
  /// A span without ids is refused at the door.
  private static final ColumnSummary IDS = new Ids();

  private final BlockColumns columns;
  private final FieldRef field;
  private final ColumnMeta column;

  /// Looked for when the first word is asked for.
  private @Nullable BlockWords words;

  private boolean isLookedFor;

  private StoredSummary(BlockColumns columns, FieldRef field, ColumnMeta column) {
    this.columns = columns;
    this.field = field;
    this.column = column;
  }

  /// The summary of a field that nothing overrides.
  static ColumnSummary of(BlockColumns columns, FieldRef field) {
    if (field.kind() == FieldRef.Kind.DURATION) {
      return new Durations(columns.meta());
    }
    if (field.kind() == FieldRef.Kind.TRACE_ID || field.kind() == FieldRef.Kind.SPAN_ID) {
      return IDS;
    }
    Optional<ColumnMeta> column =
        PartCounts.source(field).flatMap(source -> columns.part().column(source.column()));
    return column.isPresent() && columns.hasChunk(column.get())
        ? new StoredSummary(columns, field, column.get())
        : UNKNOWN;
  }

  private record Ids() implements ColumnSummary {
    @Override
    public boolean isFull() {
      return true;
    }
  }

  /// Between the shortest and the longest span.
  private record Durations(BlockMeta block) implements ColumnSummary {
    @Override
    public long smallestNumber() {
      return block.minDurationNanos();
    }

    @Override
    public long largestNumber() {
      return block.maxDurationNanos();
    }
  }

  @Override
  public boolean mayContainWord(ByteSlice word) {
    if (column.kind != PartFormat.COLUMN_VALUES) {
      return true;
    }
    if (!isLookedFor) {
      words = columns.words(column).orElse(null);
      isLookedFor = true;
    }
    return words == null
        || words.mayContain(word.array(), word.offset(), word.offset() + word.length());
  }

  @Override
  public Optional<CodedBlocks> dictionary() {
    if (column.kind != PartFormat.COLUMN_CODES) {
      return Optional.empty();
    }
    PartReader part = columns.part();
    TypedValues values = part.dictionary(column, columns.context());
    return Optional.of(
        new CodedBlocks(PartCounts.texts(part, field, values), columns.number(), this::blocksWith));
  }

  private Bitmap blocksWith(Bitmap entries) {
    PartReader part = columns.part();
    return part.entryBlocks(column, columns.context())
        .map(known -> known.blocksWith(entries))
        .orElseGet(() -> Bitmap.full(part.blocks().size()));
  }
}
