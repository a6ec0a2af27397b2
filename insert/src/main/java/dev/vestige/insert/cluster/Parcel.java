package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Batches on their way to another node; `docs/format/parcel.md` is the grammar.
///
/// @param doubts nodes that may have them as well
/// @param batches at least one
record Parcel(List<BatchDoubt> doubts, List<Framed> batches) {
  /// A batch as [SpanBatchFrame] writes it.
  record Framed(BatchId id, ByteSlice frame) {
    static Framed of(BatchId id, SpanBatch batch) {
      ByteSink frame = new ByteSink(batch.size() * 256 + 1024);
      SpanBatchFrame.write(batch, frame);
      return new Framed(id, frame.slice());
    }

    /// @throws VestigeException INVALID_INPUT when it is none
    SpanBatch read() {
      return valid(() -> SpanBatchFrame.read(frame.array(), frame.offset(), frame.length()));
    }
  }

  /// Reads something that may be broken.
  private interface Reading<T> {
    T read();
  }

  Parcel {
    doubts = List.copyOf(doubts);
    batches = List.copyOf(batches);
  }

  private static <T> T valid(Reading<T> reading) {
    try {
      return reading.read();
    } catch (VestigeException e) {
      throw e.kind() == ErrorKind.CORRUPT
          ? new VestigeException(ErrorKind.INVALID_INPUT, e.getMessage(), e)
          : e;
    }
  }

  ByteSink write() {
    int frameBytes = batches.stream().mapToInt(batch -> batch.frame().length()).sum();
    ByteSink out = new ByteSink(frameBytes + 32 * batches.size() + 1024);
    writeDoubts(out);
    for (Framed batch : batches) {
      writeId(batch.id(), out);
      ByteSlice frame = batch.frame();
      out.putSized(frame.array(), frame.offset(), frame.length());
    }
    return out;
  }

  /// As [#write()], for a node of the version before, which takes one batch at a time.
  ByteSink writeSingle() {
    Framed batch = batches.getFirst();
    ByteSlice frame = batch.frame();
    ByteSink out = new ByteSink(frame.length() + 1024);
    writeId(batch.id(), out);
    writeDoubts(out);
    out.putBytes(frame.array(), frame.offset(), frame.length());
    return out;
  }

  private void writeDoubts(ByteSink out) {
    out.putVarint(doubts.size());
    for (BatchDoubt doubt : doubts) {
      byte[] node = doubt.node().getBytes(StandardCharsets.UTF_8);
      out.putSized(node, 0, node.length);
      writeId(doubt.id(), out);
    }
  }

  private static void writeId(BatchId id, ByteSink out) {
    out.putLong(id.sender());
    out.putLong(id.number());
  }

  /// Reads what fills the bytes, in which the frames stay.
  ///
  /// @throws VestigeException INVALID_INPUT when it is none
  static Parcel read(ByteSlice bytes) {
    return valid(() -> read(source(bytes)));
  }

  /// Reads what [#writeSingle()] wrote.
  ///
  /// @throws VestigeException INVALID_INPUT when it is none
  static Parcel readSingle(ByteSlice bytes) {
    return valid(() -> readSingle(source(bytes)));
  }

  private static ByteSource source(ByteSlice bytes) {
    return new ByteSource("a parcel", bytes.array(), bytes.offset(), bytes.length());
  }

  private static Parcel readSingle(ByteSource source) {
    BatchId id = readId(source);
    List<BatchDoubt> doubts = readDoubts(source);
    return new Parcel(doubts, List.of(new Framed(id, slice(source, source.remaining()))));
  }

  private static ByteSlice slice(ByteSource source, int length) {
    return new ByteSlice(source.array(), source.take(length), length);
  }

  private static List<BatchDoubt> readDoubts(ByteSource source) {
    int count = source.getCount("doubts", Limits.DOUBTS_MAX);
    List<BatchDoubt> doubts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = source.getCount("length of a node's name", Limits.NODE_NAME_BYTES_MAX);
      String node = new String(source.array(), source.take(length), length, StandardCharsets.UTF_8);
      doubts.add(new BatchDoubt(node, readId(source)));
    }
    return doubts;
  }

  private static Parcel read(ByteSource source) {
    List<BatchDoubt> doubts = readDoubts(source);
    List<Framed> batches = new ArrayList<>();
    do {
      if (batches.size() == Limits.PARCEL_BATCHES_MAX) {
        throw source.corrupt("more than " + Limits.PARCEL_BATCHES_MAX + " batches");
      }
      BatchId id = readId(source);
      int length = source.getCount("length of a frame", source.remaining());
      batches.add(new Framed(id, slice(source, length)));
    } while (source.remaining() > 0);
    if (!doubts.isEmpty() && batches.size() > 1) {
      throw source.corrupt(batches.size() + " batches with doubts, expected one");
    }
    return new Parcel(doubts, batches);
  }

  private static BatchId readId(ByteSource source) {
    BatchId id = new BatchId(source.getLong(), source.getLong());
    if (id.number() < 1) {
      throw source.corrupt("a batch with the number " + id.number());
    }
    return id;
  }
}
