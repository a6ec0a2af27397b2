package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ZstdCodec;
import java.util.ArrayDeque;
import java.util.Map;

/// Makes bodies of requests, compressed or not. Keeps warm compressors. Safe for use by many
/// threads.
final class ParcelPacker implements AutoCloseable {
  private final Packing packing;

  // Guarded by this.
  private final ArrayDeque<ZstdCodec> idle = new ArrayDeque<>();

  /// How bodies are packed.
  enum Packing {
    PLAIN,
    ZSTD
  }

  ParcelPacker(Packing packing) {
    this.packing = packing;
  }

  /// The headers that go with the bodies.
  Map<String, String> headers() {
    return switch (packing) {
      case PLAIN -> Map.of("Content-Type", "application/octet-stream");
      case ZSTD -> Map.of("Content-Type", "application/octet-stream", "Content-Encoding", "zstd");
    };
  }

  ByteSlice pack(ByteSink content) {
    return switch (packing) {
      case PLAIN -> content.slice();
      case ZSTD -> compress(content);
    };
  }

  private ByteSlice compress(ByteSink content) {
    ZstdCodec codec = borrow();
    try {
      ByteSink packed = new ByteSink(content.position() / 2 + 1024);
      codec.compress(content.array(), 0, content.position(), packed);
      return packed.slice();
    } finally {
      giveBack(codec);
    }
  }

  private ZstdCodec borrow() {
    synchronized (this) {
      ZstdCodec warm = idle.pollFirst();
      if (warm != null) {
        return warm;
      }
    }
    return new ZstdCodec(Limits.ZSTD_LEVEL);
  }

  private void giveBack(ZstdCodec codec) {
    synchronized (this) {
      if (idle.size() < Limits.IDLE_CODECS_MAX) {
        idle.addFirst(codec);
        return;
      }
    }
    codec.close();
  }

  @Override
  public synchronized void close() {
    idle.forEach(ZstdCodec::close);
    idle.clear();
  }
}
