package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnSummary.CodedBlocks;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import java.util.Optional;

/// Which entries of a dictionary satisfy a predicate. A dictionary that is not much larger than the
/// rows that ask is looked through at once, of a larger one only the entries that occur.
final class DictionaryVerdict {
  /// Dictionaries up to this are always looked through at once.
  private static final int SMALL = 1024;

  private final Dictionary dictionary;
  private final Bitmap known;
  private final Bitmap matching;
  private int unknownEntries;
  private int matchingEntries;
  private long rowsAsked;

  /// The blocks that may have matching rows, once every entry was looked at.
  private Optional<Bitmap> blocks = Optional.empty();

  DictionaryVerdict(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.known = new Bitmap(dictionary.size());
    this.matching = new Bitmap(dictionary.size());
    this.unknownEntries = dictionary.size();
  }

  long sizeBytes() {
    return dictionary.bytes().length + 4L * dictionary.size() + dictionary.size() / 4;
  }

  /// Whether rows of a block may match, as far as that is known before its codes are read. All
  /// entries are looked at as soon as as many rows were asked for, which then costs no more than
  /// the rows themselves.
  boolean mayMatch(CodedBlocks column, ValuePredicate predicate, int rows) {
    rowsAsked += rows;
    if (unknownEntries > 0 && rowsAsked >= dictionary.size()) {
      Bitmap entries = known.copy();
      entries.flip();
      lookAt(entries, predicate);
    }
    if (unknownEntries > 0 || matchingEntries == 0) {
      return unknownEntries > 0;
    }
    if (blocks.isEmpty()) {
      blocks = Optional.of(column.places().blocksWith(matching));
    }
    return blocks.get().get(column.block());
  }

  void narrow(ColumnVector.Coded column, ValuePredicate predicate, Bitmap rows) {
    if (unknownEntries > 0) {
      lookAt(entriesToLookAt(column, rows), predicate);
    }
    if (unknownEntries == 0 && matchingEntries == 0) {
      rows.clearAll();
    } else if (matchingEntries < dictionary.size()) {
      RowKernels.keepCodes(column.codes(), column.rows(), matching, rows);
    }
  }

  private Bitmap entriesToLookAt(ColumnVector.Coded column, Bitmap rows) {
    if (dictionary.size() <= SMALL || dictionary.size() <= rows.cardinality()) {
      Bitmap entries = known.copy();
      entries.flip();
      return entries;
    }
    Bitmap entries = new Bitmap(dictionary.size());
    int[] codes = column.codes();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      entries.set(codes[row]);
    }
    entries.andNot(known);
    return entries;
  }

  private void lookAt(Bitmap entries, ValuePredicate predicate) {
    int count = entries.cardinality();
    if (count == 0) {
      return;
    }
    known.or(entries);
    predicate.narrowTexts(dictionary.bytes(), dictionary.offsets(), entries);
    matching.or(entries);
    unknownEntries -= count;
    matchingEntries += entries.cardinality();
  }
}
