package dev.vestige.storage.engine;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchFrame;

/// A record of the write-ahead log; `docs/format/wal-record.md` is the grammar.
sealed interface LogRecord {
  /// A batch of a client.
  record Spans(SpanBatch batch) implements LogRecord {}

  /// A batch that another node brought.
  record Brought(BatchId id, SpanBatch batch) implements LogRecord {}

  /// What became of a batch whose spans are not here.
  record Settled(BatchId id, BatchFate fate) implements LogRecord {}

  /// Also the version of a batch frame, which is a record of its own.
  int SPANS = 1;

  int BROUGHT = 2;
  int STORED = 3;
  int REFUSED = 4;

  private static ByteSink begin(int kind, BatchId id, int roomBytes) {
    ByteSink out = new ByteSink(roomBytes);
    out.putByte(kind);
    out.putLong(id.sender());
    out.putLong(id.number());
    return out;
  }

  /// The record of a batch of a client.
  static ByteSlice of(SpanBatch batch) {
    ByteSink out = new ByteSink(roomBytes(batch));
    SpanBatchFrame.write(batch, out);
    return out.slice();
  }

  /// The record of a batch that another node brought.
  static ByteSlice of(SpanBatch batch, BatchId id) {
    ByteSink out = begin(BROUGHT, id, roomBytes(batch));
    SpanBatchFrame.write(batch, out);
    return out.slice();
  }

  /// The same, of a batch that is in a frame already; the bytes are copied.
  static ByteSlice of(ByteSlice frame, BatchId id) {
    ByteSink out = begin(BROUGHT, id, frame.length() + 32);
    out.putBytes(frame.array(), frame.offset(), frame.length());
    return out.slice();
  }

  private static int roomBytes(SpanBatch batch) {
    return batch.size() * 256 + 1024;
  }

  /// Says that a batch is stored, somewhere.
  static ByteSlice stored(BatchId id) {
    return begin(STORED, id, 32).slice();
  }

  /// Says that a batch is refused from now on.
  static ByteSlice refused(BatchId id) {
    return begin(REFUSED, id, 32).slice();
  }

  static LogRecord read(ByteSlice record) {
    ByteSource source =
        new ByteSource("a log record", record.array(), record.offset(), record.length());
    int kind = source.getByte();
    if (kind == SPANS) {
      return new Spans(SpanBatchFrame.read(record.array(), record.offset(), record.length()));
    }
    if (kind < BROUGHT || kind > REFUSED) {
      throw source.corrupt("a record of kind " + kind + ", expected " + SPANS + " to " + REFUSED);
    }
    BatchId id = new BatchId(source.getLong(), source.getLong());
    if (kind == BROUGHT) {
      int length = source.remaining();
      return new Brought(id, SpanBatchFrame.read(source.array(), source.take(length), length));
    }
    source.requireEnd();
    return new Settled(id, kind == STORED ? BatchFate.STORED : BatchFate.REFUSED);
  }
}
