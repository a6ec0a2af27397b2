package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.FieldRef;
import dev.vestige.storage.Streams;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The streams of a part that has a table of series: a number for each pair of name and service,
/// found by the codes of a row, and a dictionary of their texts for all blocks. Immutable, safe for
/// use by several threads.
final class StreamPairs {
  private final PartReader part;
  private final LongIndex pairs = new LongIndex();

  /// For each code of a resource that of the first one with the same service.
  private final int[] serviceOfResource;

  private StreamPairs(PartReader part, SeriesColumns series) {
    this.part = part;
    serviceOfResource = SeriesTable.firstOfEachText(series.services());
    SeriesTable table = series.table();
    for (int row = 0; row < table.size(); row++) {
      pairs.number(pair(table.name[row], table.resource[row]));
    }
  }

  /// Empty when the part has no table of series, or overrides add labels or replace them.
  static Optional<StreamPairs> of(PartReader part, ReadContext context) {
    if (part.footer().series().isMissing() || OverriddenFields.of(part, context).any()) {
      return Optional.empty();
    }
    return Optional.of(
        part.derived(
            StreamPairs.class,
            StreamPairs.class,
            () -> new StreamPairs(part, new SeriesColumns(part, context)),
            StreamPairs::sizeBytes));
  }

  private long sizeBytes() {
    return 16L * pairs.size() + 4L * serviceOfResource.length + 64;
  }

  private static long pair(int name, int resource) {
    return ((long) name << 32) | resource;
  }

  /// The column of `_stream` or `_stream_id` for the chosen ones of some rows, from the codes of
  /// their names and resources.
  ColumnVector column(
      FieldRef.Kind kind, int[] names, int[] resources, Bitmap chosen, ReadContext context) {
    int[] codes = new int[names.length];
    for (int row = chosen.nextSet(0); row >= 0; row = chosen.nextSet(row + 1)) {
      codes[row] = pairs.find(pair(names[row], serviceOfResource[resources[row]]));
      if (codes[row] < 0) {
        throw VestigeException.corrupt(
            "part " + part.name() + " has rows of a stream that is in none of its series");
      }
    }
    return new ColumnVector.Coded(texts(kind, context), codes, codes.length);
  }

  /// Names the texts of the streams, for the cache.
  private record Texts(FieldRef.Kind kind) {}

  private Dictionary texts(FieldRef.Kind kind, ReadContext context) {
    return part.derived(
        new Texts(kind),
        Dictionary.class,
        () -> write(kind, new SeriesColumns(part, context)),
        dictionary -> dictionary.bytes().length + 4L * dictionary.offsets().length);
  }

  private Dictionary write(FieldRef.Kind kind, SeriesColumns series) {
    TenantId tenant = part.tenants().getFirst();
    Dictionary names = series.names();
    Dictionary services = series.services();
    ByteSink out = new ByteSink();
    int[] ends = new int[pairs.size() + 1];
    for (int pair = 0; pair < pairs.size(); pair++) {
      SortedMap<String, ByteSlice> labels = new TreeMap<>();
      labels.put(Streams.NAME_FIELD, names.text((int) (pairs.key(pair) >>> 32)));
      labels.put(Streams.SERVICE_FIELD, services.text((int) pairs.key(pair)));
      if (kind == FieldRef.Kind.STREAM) {
        Streams.appendText(labels, out);
      } else {
        Streams.appendId(tenant, labels, out);
      }
      ends[pair + 1] = out.position();
    }
    return new Dictionary(out.toByteArray(), ends);
  }
}
