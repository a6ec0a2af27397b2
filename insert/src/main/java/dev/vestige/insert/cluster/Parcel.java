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

/// A batch on its way to another node; `docs/format/parcel.md` is the grammar.
///
/// @param doubts nodes that may have it as well
record Parcel(BatchId id, List<BatchDoubt> doubts, SpanBatch batch) {
  /// A parcel as it came: the frame of its batch lies in the bytes it was read from.
  record Received(Parcel parcel, ByteSlice frame) {}

  Parcel {
    doubts = List.copyOf(doubts);
  }

  void write(ByteSink out) {
    out.putLong(id.sender());
    out.putLong(id.number());
    out.putVarint(doubts.size());
    for (BatchDoubt doubt : doubts) {
      byte[] node = doubt.node().getBytes(StandardCharsets.UTF_8);
      out.putSized(node, 0, node.length);
      out.putLong(doubt.id().sender());
      out.putLong(doubt.id().number());
    }
    SpanBatchFrame.write(batch, out);
  }

  /// Reads what fills the bytes.
  ///
  /// @throws VestigeException INVALID_INPUT when it is none
  static Received read(ByteSlice bytes) {
    try {
      return read(new ByteSource("a parcel", bytes.array(), bytes.offset(), bytes.length()));
    } catch (VestigeException e) {
      throw e.kind() == ErrorKind.CORRUPT
          ? new VestigeException(ErrorKind.INVALID_INPUT, e.getMessage(), e)
          : e;
    }
  }

  private static Received read(ByteSource source) {
    BatchId id = readId(source);
    int count = source.getCount("doubts", Limits.DOUBTS_MAX);
    List<BatchDoubt> doubts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = source.getCount("length of a node's name", Limits.NODE_NAME_BYTES_MAX);
      String node = new String(source.array(), source.take(length), length, StandardCharsets.UTF_8);
      doubts.add(new BatchDoubt(node, readId(source)));
    }
    int length = source.remaining();
    ByteSlice frame = new ByteSlice(source.array(), source.take(length), length);
    SpanBatch batch = SpanBatchFrame.read(frame.array(), frame.offset(), length);
    return new Received(new Parcel(id, doubts, batch), frame);
  }

  private static BatchId readId(ByteSource source) {
    BatchId id = new BatchId(source.getLong(), source.getLong());
    if (id.number() < 1) {
      throw source.corrupt("a batch with the number " + id.number());
    }
    return id;
  }
}
