package dev.vestige.select.cluster;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.DurationHistogram;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.TraceId;
import java.util.function.Consumer;

/// Calls whose callers are not known as bytes.
final class CallCodec {
  private CallCodec() {}

  static void write(OpenCall call, ByteSink out) {
    out.putInt(call.tenant().account());
    out.putInt(call.tenant().project());
    out.putLong(call.trace().high());
    out.putLong(call.trace().low());
    out.putLong(call.parentId());
    Texts.write(call.service(), out);
    out.putByte(call.status());
    out.putLong(call.minute());
    out.putVarint(call.bucket());
  }

  /// Reads all calls of a piece.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is none
  static void read(ByteSource in, Consumer<OpenCall> sink) {
    while (in.remaining() > 0) {
      sink.accept(readOne(in));
    }
  }

  static OpenCall readOne(ByteSource in) {
    return new OpenCall(
        new TenantId(in.getInt(), in.getInt()),
        new TraceId(in.getLong(), in.getLong()),
        in.getLong(),
        Texts.read(in),
        in.getByte(),
        in.getLong(),
        in.getCount("a bucket", DurationHistogram.BUCKETS - 1));
  }
}
