package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.ProvisionalCopy;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Provisional copies on disk, one file each, so that one can be dropped without rewriting others.
/// `docs/format/wal-record.md` is the grammar. Safe for use by many threads, one per file.
final class ProvisionalFiles {
  static final String DIRECTORY = "provisional";

  private static final Logger LOG = LoggerFactory.getLogger(ProvisionalFiles.class);
  private static final String SUFFIX = ".copy";
  private static final int VERSION = 2;

  /// Without the time since when the copy is kept.
  private static final int VERSION_WITHOUT_TIME = 1;

  private static final long FILE_BYTES_MAX = 512L << 20;
  private static final int NODE_BYTES_MAX = 1024;

  private final Directory directory;

  /// A copy with its spans.
  ///
  /// @param sinceMillis when it came, milliseconds since 1970
  record Copy(ProvisionalCopy what, long sinceMillis, SpanBatch batch) {}

  ProvisionalFiles(Directory store) {
    boolean isNew = !store.exists(DIRECTORY);
    directory = store.createSubdirectory(DIRECTORY);
    if (isNew) {
      store.sync();
    }
  }

  void write(Copy copy) {
    ByteSink out = new ByteSink(copy.batch.size() * 256 + 1024);
    out.putByte(VERSION);
    out.putLong(copy.sinceMillis);
    out.putLong(copy.what.id().sender());
    out.putLong(copy.what.id().number());
    out.putVarint(copy.what.doubts().size());
    for (BatchDoubt doubt : copy.what.doubts()) {
      byte[] node = doubt.node().getBytes(StandardCharsets.UTF_8);
      out.putSized(node, 0, node.length);
      out.putLong(doubt.id().sender());
      out.putLong(doubt.id().number());
    }
    SpanBatchFrame.write(copy.batch, out);
    SmallFile.write(directory, name(copy.what.id()), out);
  }

  private static String name(BatchId id) {
    return id + SUFFIX;
  }

  void delete(BatchId id) {
    directory.delete(name(id));
    directory.sync();
  }

  /// Gives all files second names in another directory of the same store.
  void link(Directory store) {
    Directory target = store.createSubdirectory(DIRECTORY);
    for (String name : directory.files()) {
      if (name.endsWith(SUFFIX)) {
        linkUnlessGone(name, target);
      }
    }
    target.sync();
  }

  private void linkUnlessGone(String name, Directory target) {
    try {
      directory.link(name, target, name);
    } catch (VestigeException e) {
      if (directory.exists(name)) {
        throw e;
      }
    }
  }

  /// All copies. A file that cannot be read stays where it is, for people to look at.
  List<Copy> readAll() {
    List<Copy> copies = new ArrayList<>();
    for (String name : directory.files()) {
      if (name.endsWith(SmallFile.NEW)) {
        directory.delete(name);
      } else if (name.endsWith(SUFFIX)) {
        try {
          copies.add(read(SmallFile.read(directory, name, FILE_BYTES_MAX)));
        } catch (VestigeException e) {
          if (e.kind() != ErrorKind.CORRUPT) {
            throw e;
          }
          LOG.error("spans that another node brought are lost: {}", e.getMessage());
        }
      }
    }
    return copies;
  }

  /// Reads the copies of a store that nobody has open, and changes nothing.
  ///
  /// @return what is wrong with those that cannot be read
  static List<VestigeException> damages(Directory store) {
    List<VestigeException> damages = new ArrayList<>();
    if (store.exists(DIRECTORY)) {
      Directory directory = store.subdirectory(DIRECTORY);
      for (String name : directory.files()) {
        try {
          if (name.endsWith(SUFFIX)) {
            read(SmallFile.read(directory, name, FILE_BYTES_MAX));
          }
        } catch (VestigeException e) {
          damages.add(e);
        }
      }
    }
    return damages;
  }

  private static Copy read(ByteSource source) {
    int version = source.getByte();
    if (version != VERSION && version != VERSION_WITHOUT_TIME) {
      throw source.corrupt("version " + version + ", expected " + VERSION);
    }
    long sinceMillis =
        version == VERSION_WITHOUT_TIME ? System.currentTimeMillis() : source.getLong();
    BatchId id = new BatchId(source.getLong(), source.getLong());
    int count = source.getCount("doubts", source.remaining() / (2 * Long.BYTES));
    List<BatchDoubt> doubts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = source.getCount("length of a node's name", NODE_BYTES_MAX);
      String node = new String(source.array(), source.take(length), length, StandardCharsets.UTF_8);
      doubts.add(new BatchDoubt(node, new BatchId(source.getLong(), source.getLong())));
    }
    int length = source.remaining();
    SpanBatch batch = SpanBatchFrame.read(source.array(), source.take(length), length);
    return new Copy(new ProvisionalCopy(id, doubts), sinceMillis, batch);
  }
}
