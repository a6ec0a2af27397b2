package dev.vestige.logsql.exec.row;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Runs an extraction over a column: once for a constant, once per entry of a dictionary, and row
/// by row for everything else. What came out of a dictionary is kept as dictionaries with the same
/// codes, for the other blocks of the part. Confined to one worker.
final class ValueComputation {
  /// What a field's entries are, for the entries of some dictionary.
  private record Entries(String name, Dictionary texts, Bitmap written, boolean all) {
    long bytes() {
      return ColumnBytes.of(texts) + texts.size() / 8;
    }

    ComputedField field(int[] codes, int rows) {
      return new ComputedField(
          name, new ColumnVector.Coded(texts, codes, rows), all ? null : written);
    }
  }

  private final Extraction extraction;
  private final FieldCollector fields;
  private final RunContext run;
  private final IdentityHashMap<Dictionary, List<Entries>> known = new IdentityHashMap<>();
  private final ByteSink text = new ByteSink();
  private long knownBytes;

  ValueComputation(Extraction extraction, FieldCollector fields, RunContext run) {
    this.extraction = extraction;
    this.fields = fields;
    this.run = run;
  }

  /// For a single field.
  static ValueComputation of(String result, ValueWriter writer, RunContext run) {
    return new ValueComputation(
        (bytes, from, to, fields) -> writer.write(bytes, from, to, fields.open(0)),
        FieldCollector.known(List.of(result)),
        run);
  }

  /// What is found in the given rows of the column.
  List<ComputedField> of(ColumnVector source, Bitmap rows) {
    return switch (source) {
      case ColumnVector.Constant(int count, ByteSlice value) -> constant(value, count);
      case ColumnVector.Coded coded -> coded(coded, rows);
      case ColumnVector.Texts texts -> texts(texts.bytes(), texts.offsets(), rows);
      case ColumnVector.Longs _, ColumnVector.Doubles _, ColumnVector.Ids _ ->
          printed(source, rows);
    };
  }

  private List<ComputedField> constant(ByteSlice value, int count) {
    fields.begin(1);
    fields.startRow(0);
    extraction.extract(value.array(), value.offset(), value.offset() + value.length(), fields);
    List<ComputedField> found = new ArrayList<>();
    for (ComputedField field : fields.build()) {
      text.clear();
      field.column().appendText(0, text);
      ColumnVector column = new ColumnVector.Constant(count, ByteSlice.of(text.toByteArray()));
      found.add(new ComputedField(field.name(), column, field.written()));
    }
    return found;
  }

  private List<ComputedField> texts(byte[] bytes, int[] offsets, Bitmap rows) {
    Cancellation cancellation = run.cancellation();
    fields.begin(rows.length());
    int sinceCheck = 0;
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (++sinceCheck % Limits.ROWS_BETWEEN_CHECKS == 0) {
        cancellation.check();
      }
      fields.startRow(row);
      extraction.extract(bytes, offsets[row], offsets[row + 1], fields);
    }
    return fields.build();
  }

  private List<ComputedField> printed(ColumnVector source, Bitmap rows) {
    fields.begin(rows.length());
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      source.appendText(row, text);
      fields.startRow(row);
      extraction.extract(text.array(), 0, text.position(), fields);
    }
    return fields.build();
  }

  private List<ComputedField> coded(ColumnVector.Coded source, Bitmap rows) {
    Dictionary dictionary = source.dictionary();
    boolean small =
        dictionary.size() <= Limits.SMALL_DICTIONARY || dictionary.size() <= rows.cardinality();
    List<Entries> entries = known.get(dictionary);
    if (entries == null && small) {
      entries = entries(dictionary, Bitmap.full(dictionary.size()));
      remember(dictionary, entries);
    }
    if (entries == null) {
      entries = entries(dictionary, occurring(source, rows));
    }
    List<ComputedField> found = new ArrayList<>();
    for (Entries field : entries) {
      found.add(field.field(source.codes(), source.rows()));
    }
    return found;
  }

  private static Bitmap occurring(ColumnVector.Coded source, Bitmap rows) {
    Bitmap entries = new Bitmap(source.dictionary().size());
    int[] codes = source.codes();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      entries.set(codes[row]);
    }
    return entries;
  }

  private List<Entries> entries(Dictionary dictionary, Bitmap wanted) {
    List<Entries> entries = new ArrayList<>();
    for (ComputedField field : texts(dictionary.bytes(), dictionary.offsets(), wanted)) {
      ColumnVector.Texts texts = (ColumnVector.Texts) field.column();
      Bitmap written = field.written();
      entries.add(
          new Entries(
              field.name(),
              new Dictionary(texts.bytes(), texts.offsets()),
              written == null ? wanted : written,
              written == null));
    }
    return entries;
  }

  private void remember(Dictionary dictionary, List<Entries> entries) {
    long bytes = ColumnBytes.of(dictionary);
    for (Entries field : entries) {
      bytes += field.bytes();
    }
    if (knownBytes + bytes > Limits.DICTIONARY_CACHE_BYTES_MAX) {
      known.clear();
      run.memory().release(knownBytes);
      knownBytes = 0;
    }
    run.memory().reserve(bytes);
    knownBytes += bytes;
    known.put(dictionary, entries);
  }
}
