package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.FieldRef;
import dev.vestige.storage.Streams;

/// The fields of the series of a part, of which it must have a table. Confined to one thread.
final class SeriesColumns {
  /// Of a column that the part does not have.
  private static final Dictionary NO_VALUE = new Dictionary(new byte[0], new int[2]);

  private final PartReader part;
  private final ReadContext context;
  private final SeriesTable table;

  SeriesColumns(PartReader part, ReadContext context) {
    this.part = part;
    this.context = context;
    this.table =
        part.derived(
            SeriesTable.class,
            SeriesTable.class,
            () -> SeriesTable.read(part, context),
            SeriesTable::sizeBytes);
  }

  SeriesTable table() {
    return table;
  }

  /// The column of a name, kind, status, service or stream; streams only where the part knows them.
  ColumnVector of(FieldRef field) {
    return switch (field.kind()) {
      case NAME -> new ColumnVector.Coded(names(), table.name, table.size());
      case KIND -> new ColumnVector.Coded(texts(Fields.KIND), table.kind, table.size());
      case STATUS_CODE ->
          new ColumnVector.Coded(texts(Fields.STATUS_CODE), table.status, table.size());
      case RESOURCE_ATTRIBUTE -> new ColumnVector.Coded(services(), table.resource, table.size());
      case STREAM, STREAM_ID -> {
        Bitmap all = Bitmap.full(table.size());
        StreamPairs streams = StreamPairs.of(part, context).orElseThrow();
        yield streams.column(field.kind(), table.name, table.resource, all, context);
      }
      default -> throw new IllegalArgumentException("series do not tell of " + field);
    };
  }

  Dictionary names() {
    return texts(Fields.NAME);
  }

  private Dictionary texts(String field) {
    return SeriesTable.coded(part, field)
        .map(column -> part.dictionary(column, context).texts())
        .orElse(NO_VALUE);
  }

  /// The services by the codes of resources.
  Dictionary services() {
    return SeriesTable.coded(part, Fields.RESOURCE)
        .map(column ->
            SetColumn.attributes(
                part,
                Fields.RESOURCE,
                SetReader.Kind.RESOURCE,
                Streams.SERVICE_KEY,
                part.dictionary(column, context)))
        .orElse(NO_VALUE);
  }
}
