package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An open part. Safe for use by several threads, each with its own [ReadContext]. Users hold it
/// with [#tryHold()] and [#release()]; the file is closed, and deleted when [#discard] was called,
/// when the last one lets go.
public final class PartReader {
  private static final Logger LOG = LoggerFactory.getLogger(PartReader.class);

  /// Columns that stay in memory however many parts are open: what hundreds of keys take, or some
  /// dozens in a large part.
  private static final long COLUMNS_BYTES_SMALL = 1 << 18;

  private final Directory directory;
  private final String name;
  private final FileInput file;
  private final PartCache cache;
  private final PartFooter footer;
  private final PartSummary summary;

  /// Null where they are read when they are needed.
  private final @Nullable PartColumns columns;

  private final AtomicInteger holders = new AtomicInteger(1);
  private volatile boolean discarded;
  private volatile @Nullable TraceLocator locator;
  private long reservedBytes;

  private PartReader(Directory directory, String name, FileInput file, PartCache cache) {
    this.directory = directory;
    this.name = name;
    this.file = file;
    this.cache = cache;
    PartFooter.WithColumns read = PartFooter.read(name, file);
    this.footer = read.footer();
    this.summary =
        new PartSummary(
            name,
            footer.rows(),
            footer.traces(),
            footer.minTimeNanos(),
            footer.maxTimeNanos(),
            file.lengthBytes());
    long size = read.columns().sizeBytes();
    boolean stays = size <= COLUMNS_BYTES_SMALL || cache.reserve(size);
    this.columns = stays ? read.columns() : null;
    this.reservedBytes = stays && size > COLUMNS_BYTES_SMALL ? size : 0;
  }

  /// Opens a part and checks its frame.
  ///
  /// @throws VestigeException CORRUPT when it is no whole part
  public static PartReader open(Directory directory, String name, PartCache cache) {
    FileInput file = directory.open(name);
    try {
      return new PartReader(directory, name, file, cache);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  public String name() {
    return name;
  }

  /// How many pieces a search looks at one by one.
  public int blockCount() {
    return footer.blocks().size();
  }

  /// What the spans would take without dictionaries and compression; 0 when the part does not say.
  public long uncompressedBytes() {
    return footer.uncompressedBytes();
  }

  public PartSummary summary() {
    return summary;
  }

  List<BlockMeta> blocks() {
    return footer.blocks();
  }

  PartFooter footer() {
    return footer;
  }

  Optional<ColumnMeta> column(ColumnId id) {
    return table().find(id);
  }

  List<ColumnMeta> columns() {
    return table().all();
  }

  /// The columns: in memory while the cache has room for them or they are few, else in it for some
  /// time.
  private PartColumns table() {
    PartColumns known = columns;
    return known != null
        ? known
        : derived(
            PartColumns.class,
            PartColumns.class,
            () -> PartFooter.read(name, file).columns(),
            PartColumns::sizeBytes);
  }

  /// What each column takes.
  public List<ColumnSize> columnSizes() {
    return columns().stream()
        .map(meta -> new ColumnSize(meta.id, meta.sizeBytes(), meta.dictionaryEntries))
        .toList();
  }

  /// Whether rows of the tenant are in the part.
  public boolean hasTenant(TenantId tenant) {
    return footer.tenantIndex(tenant) >= 0;
  }

  public List<TenantId> tenants() {
    return footer.tenants();
  }

  /// False when the part is closed already.
  public boolean tryHold() {
    for (int now = holders.get(); now > 0; now = holders.get()) {
      if (holders.compareAndSet(now, now + 1)) {
        return true;
      }
    }
    return false;
  }

  public void release() {
    if (holders.decrementAndGet() == 0) {
      file.close();
      cache.forget(this);
      cache.free(reservedBytes);
      if (discarded) {
        delete();
      }
    }
  }

  /// The last reader is not to blame when this fails, and the file goes on the next start.
  private void delete() {
    try {
      directory.delete(name);
    } catch (VestigeException e) {
      LOG.warn("cannot delete part {}/{}, which is in use no more", directory.location(), name, e);
    }
  }

  /// Lets go of the opener's hold, and has the file deleted when nobody reads it any more.
  public void discard() {
    discarded = true;
    release();
  }

  /// Says in errors which chunk it is.
  private record ChunkName(PartReader part, String what, long offset) {
    @Override
    public String toString() {
      return part.directory.location() + "/" + part.name + " " + what + " at " + offset;
    }
  }

  /// Reads a chunk and checks its checksum.
  ChunkSource chunk(ReadContext context, long offset, int length, String what) {
    byte[] bytes = new byte[length + PartFormat.CHECKSUM_BYTES];
    file.read(offset, bytes, 0, bytes.length);
    context.count(bytes.length);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    int stored = PartFooter.readInt(bytes, length);
    ChunkSource chunk = new ChunkSource(new ChunkName(this, what, offset), bytes, 0, length);
    if (stored != (int) checksum.getValue()) {
      throw VestigeException.corrupt(chunk.describe("checksum does not match"));
    }
    return chunk;
  }

  /// A chunk of a block, from the cache where the context may use it. Who has read all of it hands
  /// it to [#keep].
  ChunkSource blockChunk(ReadContext context, long offset, int length, String what) {
    if (!context.caches()) {
      return chunk(context, offset, length, what);
    }
    Optional<byte[]> known = cache.chunks().get(this, offset);
    if (known.isPresent()) {
      byte[] plain = known.get();
      return new ChunkSource(new ChunkName(this, what, offset), plain, 0, plain.length);
    }
    ChunkSource chunk = chunk(context, offset, length, what);
    if (cache.chunks().wants(this, offset, length)) {
      chunk.recordPlain();
    }
    return chunk;
  }

  /// Keeps a chunk that was read to its end, if it is wanted.
  void keep(long offset, ChunkSource chunk) {
    chunk.plain().ifPresent(plain -> cache.chunks().put(this, offset, plain));
  }

  TypedValues dictionary(ColumnMeta column, ReadContext context) {
    return cache.get(
        this,
        column.id,
        TypedValues.class,
        _ -> loadDictionary(column, context),
        TypedValues::sizeBytes);
  }

  private TypedValues loadDictionary(ColumnMeta column, ReadContext context) {
    return dictionaryPages(column, context).readAll(context);
  }

  /// The whole dictionary where it is at hand already.
  Optional<TypedValues> knownDictionary(ColumnMeta column) {
    return cache.peek(this, column.id, TypedValues.class);
  }

  /// Names the pages of a dictionary or one of them (-1 for their directory), for the cache.
  private record Page(ColumnId column, int number) {}

  DictionaryPages dictionaryPages(ColumnMeta column, ReadContext context) {
    return cache.get(
        this,
        new Page(column.id, -1),
        DictionaryPages.class,
        _ -> new DictionaryPages(this, column, context),
        DictionaryPages::sizeBytes);
  }

  TypedValues dictionaryPage(
      ColumnMeta column, DictionaryPages pages, int number, ReadContext context) {
    return cache.get(
        this,
        new Page(column.id, number),
        TypedValues.class,
        _ -> pages.readPage(number, context),
        TypedValues::sizeBytes);
  }

  /// Names the counts of a dictionary's entries, for the cache.
  private record Counts(ColumnId column) {}

  /// How many rows have which entry of a column's dictionary, by index of the child and code; the
  /// column must have counts. Not to be changed.
  int[][] counts(ColumnMeta column, ReadContext context) {
    return derived(
        new Counts(column.id),
        int[][].class,
        () -> {
          String what = "counts of " + column.id.key();
          ChunkSource in = chunk(context, column.countsOffset(), column.countsLength, what);
          return ColumnCounts.read(in, context.planes(), column, footer.rows());
        },
        counts -> (long) counts.length * Integer.BYTES * (column.dictionaryEntries + 1));
  }

  /// Names the blocks of a dictionary's entries, for the cache.
  private record Blocks(ColumnId column) {}

  /// In which blocks the entries of a column's dictionary are; empty when nobody wrote it down.
  Optional<EntryBlocks> entryBlocks(ColumnMeta column, ReadContext context) {
    return column.entryBlocksLength == 0
        ? Optional.empty()
        : Optional.of(
            derived(
                new Blocks(column.id),
                EntryBlocks.class,
                () -> readEntryBlocks(column, context),
                EntryBlocks::sizeBytes));
  }

  private EntryBlocks readEntryBlocks(ColumnMeta column, ReadContext context) {
    String what = "blocks of the entries of " + column.id.key();
    ChunkSource in = chunk(context, column.entryBlocksOffset(), column.entryBlocksLength, what);
    return EntryBlocks.read(in, context.planes(), column.dictionaryEntries, blocks().size());
  }

  /// Something derived from the part, kept while there is room.
  <T> T derived(
      Object what,
      Class<T> type,
      java.util.function.Supplier<T> load,
      java.util.function.ToLongFunction<T> size) {
    return cache.get(this, what, type, _ -> load.get(), size);
  }

  /// The locator: in memory while the cache has room for it, else read cell by cell from the file.
  TraceLocator locator(ReadContext context) {
    TraceLocator known = locator;
    return known == null ? openLocator(context) : known;
  }

  private synchronized TraceLocator openLocator(ReadContext context) {
    TraceLocator known = locator;
    if (known == null) {
      ChunkSource in =
          chunk(context, footer.locatorOffset(), footer.locatorLength(), "trace locator");
      known = TraceLocator.read(in);
      if (cache.reserve(known.sizeBytes())) {
        reservedBytes += known.sizeBytes();
      } else {
        known = known.inFile(file, footer.locatorOffset());
      }
      locator = known;
    }
    return known;
  }
}
