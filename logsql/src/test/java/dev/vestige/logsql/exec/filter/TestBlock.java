package dev.vestige.logsql.exec.filter;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Words;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A block made by hand. It answers questions about words as exactly as they can be answered, so
/// that a filter that asks for too much loses rows.
final class TestBlock implements BlockView {
  private final int rows;
  private final Map<String, ColumnVector> columns = new LinkedHashMap<>();
  private final Map<String, Set<ByteSlice>> words = new LinkedHashMap<>();
  private boolean knowsWords = true;
  private final List<String> asked = new ArrayList<>();

  TestBlock(int rows) {
    this.rows = rows;
  }

  /// A block with one column of texts.
  static TestBlock of(String field, String... texts) {
    return new TestBlock(texts.length).with(field, Columns.texts(List.of(texts)));
  }

  TestBlock with(String field, ColumnVector column) {
    columns.put(field, column);
    return this;
  }

  /// Makes the block one that knows nothing about its words.
  TestBlock withoutSummaries() {
    knowsWords = false;
    return this;
  }

  /// The fields that were read.
  List<String> asked() {
    return asked;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Bitmap selection() {
    return Bitmap.full(rows);
  }

  @Override
  public ColumnVector column(String field) {
    asked.add(field);
    return known(field);
  }

  private ColumnVector known(String field) {
    ColumnVector column = columns.get(field);
    return column == null ? new ColumnVector.Constant(rows, ByteSlice.EMPTY) : column;
  }

  @Override
  public List<String> fields() {
    return List.copyOf(columns.keySet());
  }

  @Override
  public ColumnSummary summary(String field) {
    return new ColumnSummary() {
      @Override
      public boolean mayContainWord(ByteSlice word) {
        return !knowsWords || words.computeIfAbsent(field, TestBlock.this::wordsOf).contains(word);
      }
    };
  }

  private Set<ByteSlice> wordsOf(String field) {
    Set<ByteSlice> found = new HashSet<>();
    ColumnVector column = known(field);
    for (int row = 0; row < rows; row++) {
      ByteSink text = new ByteSink();
      column.appendText(row, text);
      byte[] bytes = text.toByteArray();
      int start = Words.start(bytes, 0, bytes.length);
      while (start < bytes.length) {
        int end = Words.end(bytes, start, bytes.length);
        found.add(new ByteSlice(bytes, start, end - start));
        start = Words.start(bytes, end, bytes.length);
      }
    }
    return found;
  }
}
