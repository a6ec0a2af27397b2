package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Dictionary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How many spans of a part have which name, service, kind and status together: the codes of name,
/// kind and status in their columns, and for the service the code of a resource that has it. What a
/// question looks at of these, streams included, is answered from some hundred rows. The arrays
/// belong to it and are not changed.
final class SeriesTable {
  /// Rows that are kept however few spans there are.
  private static final int SERIES_SMALL = 256;

  /// A row takes four to eight bytes; with more rows the table would cost more than half a byte a
  /// span, and answer little faster than the columns.
  private static final int SPANS_PER_SERIES = 16;

  final int[] name;
  final int[] resource;
  final int[] kind;
  final int[] status;
  final int[] rows;

  private SeriesTable(int[][] columns) {
    name = columns[0];
    resource = columns[1];
    kind = columns[2];
    status = columns[3];
    rows = columns[4];
  }

  int size() {
    return rows.length;
  }

  long sizeBytes() {
    return 20L * rows.length + 64;
  }

  /// Counts the spans of a part of one tenant; empty when their series are too many to pay.
  static Optional<ByteSink> write(PartLayout layout, SpanRows spans, PlaneCodec planes) {
    int names = spans.names.dictionary().size();
    int kinds = spans.kinds.dictionary().size();
    int statuses = spans.statuses.dictionary().size();
    int[] service = firstOfEachText(spans.services.dictionary());
    double keys = (double) names * kinds * statuses * service.length;
    if (layout.tenants.length != 1 || keys > Long.MAX_VALUE) {
      return Optional.empty();
    }
    int seriesMax = seriesMax(layout.rows);
    LongIndex series = new LongIndex();
    int[] counts = new int[SERIES_SMALL];
    for (int row = 0; row < layout.rows && series.size() <= seriesMax; row++) {
      long key = spans.names.codes()[row];
      key = key * service.length + service[spans.services.codes()[row]];
      key = key * kinds + spans.kinds.codes()[row];
      key = key * statuses + spans.statuses.codes()[row];
      int number = series.number(key);
      if (number == counts.length) {
        counts = Arrays.copyOf(counts, number * 2);
      }
      counts[number]++;
    }
    return series.size() > seriesMax
        ? Optional.empty()
        : Optional.of(packed(series, new int[] {service.length, kinds, statuses}, counts, planes));
  }

  private static int seriesMax(int rows) {
    return Math.max(SERIES_SMALL, rows / SPANS_PER_SERIES);
  }

  /// For each code the first one that has its text.
  static int[] firstOfEachText(Dictionary texts) {
    int[] first = new int[texts.size()];
    Map<String, Integer> known = new HashMap<>();
    for (int code = 0; code < first.length; code++) {
      first[code] = known.merge(texts.text(code).toString(), code, (one, _) -> one);
    }
    return first;
  }

  /// @param sizes how many services, kinds and statuses a key was made with
  private static ByteSink packed(LongIndex series, int[] sizes, int[] counts, PlaneCodec planes) {
    int[][] columns = new int[4][series.size()];
    for (int number = 0; number < series.size(); number++) {
      long key = series.key(number);
      for (int column = 3; column > 0; column--) {
        columns[column][number] = (int) (key % sizes[column - 1]);
        key /= sizes[column - 1];
      }
      columns[0][number] = (int) key;
    }
    ByteSink out = new ByteSink();
    out.putVarint(series.size());
    for (int[] column : columns) {
      planes.packInts(column, 0, column.length, out);
    }
    planes.packInts(counts, 0, series.size(), out);
    return out;
  }

  /// The table of a part, which must have one.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it does not fit the part
  static SeriesTable read(PartReader part, ReadContext context) {
    ChunkPlace place = part.footer().series();
    ChunkSource in = part.chunk(context, place.offset(), place.length(), "series");
    int[][] columns = new int[5][in.count(seriesMax(part.footer().rows()), "series")];
    for (int[] column : columns) {
      context.planes().unpackInts(in, column, column.length);
    }
    SeriesTable table = new SeriesTable(columns);
    requireCodes(in, table.name, codes(part, Fields.NAME));
    requireCodes(in, table.resource, codes(part, Fields.RESOURCE));
    requireCodes(in, table.kind, codes(part, Fields.KIND));
    requireCodes(in, table.status, codes(part, Fields.STATUS_CODE));
    int left = part.footer().rows();
    for (int spans : table.rows) {
      if (spans <= 0 || spans > left) {
        throw in.corrupt("a series of " + spans + " of " + left + " spans");
      }
      left -= spans;
    }
    if (left != 0) {
      throw in.corrupt(left + " spans are of no series");
    }
    return table;
  }

  private static int codes(PartReader part, String field) {
    return coded(part, field).map(column -> column.dictionaryEntries + 1).orElse(1);
  }

  /// One of the columns whose codes are in the table, if the part has it.
  static Optional<ColumnMeta> coded(PartReader part, String field) {
    return part.column(ColumnId.field(ColumnId.Domain.SPANS, field))
        .filter(column -> column.kind == PartFormat.COLUMN_CODES);
  }

  private static void requireCodes(ChunkSource in, int[] codes, int end) {
    for (int code : codes) {
      if (code < 0 || code >= end) {
        throw in.corrupt("code " + code + " of a dictionary of " + end);
      }
    }
  }
}
