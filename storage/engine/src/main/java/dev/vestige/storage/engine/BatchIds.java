package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which batches other nodes have brought, and which of them are refused for good. What the
/// write-ahead log is about to let go of is kept in a file. Safe for use by many threads.
final class BatchIds {
  static final String NAME = "batch-ids";

  private static final Logger LOG = LoggerFactory.getLogger(BatchIds.class);
  private static final long MAGIC = 0x5344_4942_4356_5631L;
  private static final int VERSION = 1;
  private static final long FILE_BYTES_MAX = 64L << 20;

  /// Senders that are remembered. One is a node between two of its failures, so thousands stand for
  /// months; the one that was silent for longest is forgotten first.
  static final int SENDERS_MAX = 16_384;

  /// Ranges of numbers that one sender may have. Numbers come nearly in order, so a sender has a
  /// few; one that leaves gaps has to begin anew under another number of its own.
  static final int SENDER_RANGES_MAX = 1_024;

  /// Ranges of all senders together, some megabytes of memory and file. Beyond them the sender that
  /// was silent for longest is forgotten.
  static final int RANGES_MAX = 1 << 17;

  private final Directory directory;

  // Guarded by this; in the order of last use.
  private final SequencedMap<Long, Numbers> bySender;
  private boolean isSaved = true;
  private int ranges;

  private record Numbers(NumberRanges stored, NumberRanges refused) {
    int ranges() {
      return stored.ranges() + refused.ranges();
    }
  }

  private BatchIds(Directory directory, SequencedMap<Long, Numbers> bySender) {
    this.directory = directory;
    this.bySender = bySender;
    this.ranges = bySender.values().stream().mapToInt(Numbers::ranges).sum();
  }

  /// Reads what was saved.
  static BatchIds open(Directory directory) {
    SequencedMap<Long, Numbers> bySender = new LinkedHashMap<>(16, 0.75f, true);
    if (directory.exists(NAME)) {
      read(SmallFile.read(directory, NAME, FILE_BYTES_MAX), bySender);
    }
    return new BatchIds(directory, bySender);
  }

  private static void read(ByteSource source, Map<Long, Numbers> bySender) {
    if (source.getLong() != MAGIC) {
      throw source.corrupt("it does not begin as a file of batch ids");
    }
    int version = source.getInt();
    if (version != VERSION) {
      throw source.corrupt("version " + version + ", expected " + VERSION);
    }
    int count = source.getCount("senders", SENDERS_MAX);
    for (int i = 0; i < count; i++) {
      long sender = source.getLong();
      bySender.put(sender, new Numbers(NumberRanges.read(source), NumberRanges.read(source)));
    }
    source.requireEnd();
  }

  synchronized boolean isStored(BatchId id) {
    Numbers numbers = bySender.get(id.sender());
    return numbers != null && numbers.stored.contains(id.number());
  }

  synchronized boolean isRefused(BatchId id) {
    Numbers numbers = bySender.get(id.sender());
    return numbers != null && numbers.refused.contains(id.number());
  }

  /// Fails when the sender has left too many gaps to remember one more batch of it.
  ///
  /// @throws VestigeException RESOURCE_EXHAUSTED
  synchronized void requireRoom(BatchId id) {
    Numbers numbers = bySender.get(id.sender());
    if (numbers != null && numbers.ranges() >= SENDER_RANGES_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "the sender of the batch " + id + " has left too many gaps in its numbers");
    }
  }

  synchronized void store(BatchId id) {
    Numbers numbers = numbers(id);
    add(id, numbers, numbers.stored);
  }

  synchronized void refuse(BatchId id) {
    Numbers numbers = numbers(id);
    add(id, numbers, numbers.refused);
  }

  private void add(BatchId id, Numbers numbers, NumberRanges target) {
    int before = numbers.ranges();
    isSaved &= !target.add(id.number());
    ranges += numbers.ranges() - before;
    while (bySender.size() > SENDERS_MAX || ranges > RANGES_MAX) {
      Map.Entry<Long, Numbers> oldest = bySender.pollFirstEntry();
      ranges -= oldest.getValue().ranges();
      LOG.warn(
          "more than {} senders or {} ranges of batches: the oldest sender is forgotten",
          SENDERS_MAX,
          RANGES_MAX);
    }
  }

  /// Notes what the log says of a batch.
  void settle(BatchId id, BatchFate fate) {
    switch (fate) {
      case STORED -> store(id);
      case REFUSED -> refuse(id);
      case PROVISIONAL -> throw new IllegalArgumentException("a copy is in a file, not in the log");
    }
  }

  private Numbers numbers(BatchId id) {
    Numbers known = bySender.get(id.sender());
    if (known != null) {
      return known;
    }
    Numbers numbers = new Numbers(new NumberRanges(), new NumberRanges());
    bySender.put(id.sender(), numbers);
    return numbers;
  }

  /// Makes all that is known survive without the log.
  synchronized void save() {
    if (!isSaved) {
      write(directory);
      isSaved = true;
    }
  }

  /// Writes all that is known to a directory.
  synchronized void write(Directory target) {
    ByteSink out = new ByteSink(4096);
    out.putLong(MAGIC);
    out.putInt(VERSION);
    out.putVarint(bySender.size());
    for (Map.Entry<Long, Numbers> sender : bySender.entrySet()) {
      out.putLong(sender.getKey());
      sender.getValue().stored.write(out);
      sender.getValue().refused.write(out);
    }
    SmallFile.write(target, NAME, out);
  }
}
