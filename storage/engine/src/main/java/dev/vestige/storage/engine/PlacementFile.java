package dev.vestige.storage.engine;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.PlacementNotes;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SpanBatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps in a file where spans were placed. It is written again when there is something new, which
/// is about once an hour. Safe for use by many threads.
final class PlacementFile implements PlacementNotes {
  static final String NAME = "placements";

  private static final Logger LOG = LoggerFactory.getLogger(PlacementFile.class);
  private static final long MAGIC = 0x4C50_4843_5456_5631L;
  private static final int VERSION = 1;
  private static final long FILE_BYTES_MAX = 4 << 20;

  private final Directory directory;
  private final Supplier<TimeRange> kept;

  /// Replaced while this is locked.
  private volatile Placements known;

  private PlacementFile(Directory directory, Supplier<TimeRange> kept, Placements known) {
    this.directory = directory;
    this.kept = kept;
    this.known = known;
  }

  /// Reads what was noted. Of a store that has spans and no notes, such as one of an older version,
  /// nobody knows where they were placed.
  ///
  /// @param kept the times of which spans may be here
  static PlacementFile open(Directory directory, Supplier<TimeRange> kept, boolean isNew) {
    return new PlacementFile(directory, kept, noted(directory, isNew));
  }

  private static Placements noted(Directory directory, boolean isNew) {
    if (directory.exists(NAME)) {
      try {
        return read(directory);
      } catch (VestigeException e) {
        LOG.error("it is not known any more where spans were placed", e);
      }
    } else if (isNew) {
      return Placements.NONE;
    }
    return Placements.here(TimeRange.ALL);
  }

  /// @throws VestigeException CORRUPT when it is damaged
  static Placements read(Directory directory) {
    ByteSource source = SmallFile.read(directory, NAME, FILE_BYTES_MAX);
    if (source.getLong() != MAGIC) {
      throw source.corrupt("it does not begin as a file of placements");
    }
    int version = source.getInt();
    if (version != VERSION) {
      throw source.corrupt("version " + version + ", expected " + VERSION);
    }
    return Placements.read(source);
  }

  @Override
  public Placements known() {
    return known;
  }

  @Override
  public Placements learn(Placements more) {
    Placements before = known;
    return before.covers(more) ? before : add(more);
  }

  private synchronized Placements add(Placements more) {
    Placements all = known.join(more).since(kept.get().fromNanos());
    if (!known.covers(all)) {
      ByteSink out = new ByteSink(1024);
      out.putLong(MAGIC);
      out.putInt(VERSION);
      all.write(out);
      SmallFile.write(directory, NAME, out);
    }
    known = all;
    return all;
  }

  @Override
  public void unplaced(SpanBatch batch) {
    learn(Placements.here(batch.ends()));
  }
}
