package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.FieldRef;
import dev.vestige.storage.Streams;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fields of the series of a part, of which it must have a table.
final class SeriesColumns {
  /// Of a column that the part does not have.
  private static final Dictionary NO_VALUE = new Dictionary(new byte[0], new int[2]);

  private final PartReader part;
  private final TenantId tenant;
  private final ReadContext context;
  private final SeriesTable table;

  SeriesColumns(PartReader part, TenantId tenant, ReadContext context) {
    this.part = part;
    this.tenant = tenant;
    this.context = context;
    this.table =
        part.derived(
            SeriesTable.class,
            SeriesTable.class,
            () -> SeriesTable.read(part, context),
            SeriesTable::sizeBytes);
  }

  /// How many spans each row stands for.
  int[] weights() {
    return table.rows;
  }

  /// The column of a name, kind, status, service or stream.
  ColumnVector of(FieldRef field) {
    return switch (field.kind()) {
      case NAME -> new ColumnVector.Coded(texts(Fields.NAME), table.name, table.size());
      case KIND -> new ColumnVector.Coded(texts(Fields.KIND), table.kind, table.size());
      case STATUS_CODE ->
          new ColumnVector.Coded(texts(Fields.STATUS_CODE), table.status, table.size());
      case RESOURCE_ATTRIBUTE -> new ColumnVector.Coded(services(), table.resource, table.size());
      case STREAM -> streams(field, Streams::appendText);
      case STREAM_ID -> streams(field, (labels, out) -> Streams.appendId(tenant, labels, out));
      default -> throw new IllegalArgumentException("series do not tell of " + field);
    };
  }

  private Dictionary texts(String field) {
    return SeriesTable.coded(part, field)
        .map(column -> part.dictionary(column, context).texts())
        .orElse(NO_VALUE);
  }

  private Dictionary services() {
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

  /// Writes the text of one set of labels.
  private interface LabelText {
    void append(SortedMap<String, ByteSlice> labels, ByteSink out);
  }

  /// Names the streams of the series, for the cache.
  private record StreamTexts(FieldRef.Kind kind) {}

  /// A text for each pair of name and service.
  private ColumnVector streams(FieldRef field, LabelText text) {
    LongIndex pairs = new LongIndex();
    int[] codes = new int[table.size()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = pairs.number((long) table.name[row] << 32 | table.resource[row]);
    }
    Dictionary streams =
        part.derived(
            new StreamTexts(field.kind()),
            Dictionary.class,
            () -> streams(pairs, text),
            dictionary -> dictionary.bytes().length + 4L * dictionary.offsets().length);
    return new ColumnVector.Coded(streams, codes, codes.length);
  }

  private Dictionary streams(LongIndex pairs, LabelText text) {
    Dictionary names = texts(Fields.NAME);
    Dictionary services = services();
    ByteSink out = new ByteSink();
    int[] ends = new int[pairs.size() + 1];
    for (int pair = 0; pair < pairs.size(); pair++) {
      SortedMap<String, ByteSlice> labels = new TreeMap<>();
      labels.put(Streams.NAME_FIELD, names.text((int) (pairs.key(pair) >>> 32)));
      labels.put(Streams.SERVICE_FIELD, services.text((int) pairs.key(pair)));
      text.append(labels, out);
      ends[pair + 1] = out.position();
    }
    return new Dictionary(out.toByteArray(), ends);
  }
}
