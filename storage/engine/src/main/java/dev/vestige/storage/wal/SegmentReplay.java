package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;
import java.util.Optional;

/// Walks the records of one segment and tells three kinds of bad bytes apart:
///
/// - *void*: behind the last record that the following segment counts on; left by a failed write,
///   and passed over.
/// - *torn*: no later record of the file says that these bytes had been synced; left by a crash.
///   Nothing behind them was promised to anybody, so reading ends.
/// - *damaged*: they had been synced. What can be read behind them is handed out.
final class SegmentReplay {
  private static final long UNKNOWN = -1;

  private final SegmentReader reader;
  private final String name;
  private final long limit;
  private final long covered;
  private final RecordVisitor visitor;
  private final Findings findings;
  private long next;
  private long proven = UNKNOWN;
  private long tornAt = -1;

  /// Prepares a walk.
  ///
  /// @param first the first record's sequence number
  /// @param limit the first sequence number of the next segment, `Long.MAX_VALUE` for the last one
  /// @param covered records up to this sequence number are of no interest
  SegmentReplay(
      SegmentReader reader,
      String name,
      long first,
      long limit,
      long covered,
      RecordVisitor visitor,
      Findings findings) {
    this.reader = reader;
    this.name = name;
    this.next = first;
    this.limit = limit;
    this.covered = covered;
    this.visitor = visitor;
    this.findings = findings;
  }

  void run() {
    long at = SegmentLayout.HEADER_BYTES;
    while (at < reader.lengthBytes() && next < limit) {
      at = reader.recordAt(at) && accept(at) ? at + reader.storedBytes() : passOver(at);
    }
    if (limit != Long.MAX_VALUE && next < limit) {
      lose(at, limit);
    }
  }

  /// The sequence number behind the last record.
  long next() {
    return next;
  }

  /// Where the torn bytes begin, or the file's length.
  long soundBytes() {
    return tornAt >= 0 ? tornAt : reader.lengthBytes();
  }

  private boolean accept(long at) {
    if (reader.isMark()) {
      return true;
    }
    if (reader.sequence() != next) {
      return false;
    }
    if (next > covered) {
      Optional<ByteSlice> bytes = reader.bytesAt(at);
      if (bytes.isEmpty()) {
        return false;
      }
      visitor.record(next, bytes.get());
      findings.read(bytes.get().length());
    }
    next++;
    return true;
  }

  /// Deals with a place that has no right record, and returns where to go on.
  private long passOver(long at) {
    if (next > proven(at)) {
      tornAt = at;
      return reader.lengthBytes();
    }
    long found = reader.find(at);
    while (found >= 0 && (found == at ? isUnusable() : isBehind())) {
      found = reader.find(found + 1);
    }
    lose(at, found >= 0 ? Math.min(reader.sequence(), limit) : provenEnd());
    return found >= 0 ? found : reader.lengthBytes();
  }

  /// Whether the record found where the trouble began is the trouble itself.
  private boolean isUnusable() {
    return reader.isMark() || reader.sequence() <= next;
  }

  private boolean isBehind() {
    return reader.isMark() || reader.sequence() < next;
  }

  private long provenEnd() {
    return Math.min(proven + 1, limit);
  }

  /// Notes that the records from `next` to before `end` are not there.
  private void lose(long at, long end) {
    if (end - 1 > covered) {
      findings.damaged(
          "reading the write-ahead log: file "
              + name
              + " is damaged at "
              + at
              + ": "
              + (end == next
                  ? "there are bytes that belong to no record"
                  : "expected the records " + next + " to " + (end - 1)));
    }
    next = end;
  }

  /// Up to which record the segment is known to have been synced.
  private long proven(long at) {
    if (limit != Long.MAX_VALUE) {
      return limit - 1;
    }
    if (proven == UNKNOWN) {
      proven = 0;
      long found = reader.find(at);
      while (found >= 0) {
        proven = Math.max(proven, reader.durableSequence());
        found = reader.find(found + reader.storedBytes());
      }
    }
    return proven;
  }
}
