package dev.vestige.storage.part;

import org.jspecify.annotations.Nullable;

/// The dictionary behind a column's codes. Scans take it whole; whoever wants the values of a few
/// rows gets by with the pages that these are in. Confined to one thread.
final class ColumnDictionary {
  private final PartReader part;
  private final ColumnMeta column;
  private final ReadContext context;
  private @Nullable TypedValues whole;
  private @Nullable DictionaryPages pages;
  private @Nullable TypedValues page;
  private int pageNumber = -1;
  private int pageFirst;

  ColumnDictionary(PartReader part, ColumnMeta column, ReadContext context) {
    this.part = part;
    this.column = column;
    this.context = context;
  }

  /// How many codes there can be.
  int size() {
    return column.dictionaryEntries + 1;
  }

  /// Whether the whole dictionary is at hand without reading.
  boolean isKnown() {
    if (whole == null) {
      whole = part.knownDictionary(column).orElse(null);
    }
    return whole != null;
  }

  TypedValues whole() {
    TypedValues values = whole;
    if (values == null) {
      values = part.dictionary(column, context);
      whole = values;
    }
    return values;
  }

  /// Values among which the code's is; it stands there at [#indexOf(int)], which is to be asked
  /// afterwards.
  TypedValues around(int code) {
    TypedValues all = whole;
    if (all == null && pageNumber < 0) {
      all = part.knownDictionary(column).orElse(null);
      whole = all;
    }
    if (all != null) {
      return all;
    }
    DictionaryPages known = pages;
    if (known == null) {
      known = part.dictionaryPages(column, context);
      pages = known;
    }
    int number = known.pageOf(code);
    TypedValues values = page;
    if (values == null || number != pageNumber) {
      values = part.dictionaryPage(column, known, number, context);
      page = values;
      pageNumber = number;
      pageFirst = known.firstEntry(number);
    }
    return values;
  }

  int indexOf(int code) {
    return whole != null ? code : code - pageFirst + 1;
  }
}
