package dev.vestige.cmd.vtgen;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ZstdCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// How requests are compressed.
enum Packing {
  NONE(""),
  GZIP("gzip"),
  ZSTD("zstd");

  private static final int ZSTD_LEVEL = 1;

  private final String encoding;

  Packing(String encoding) {
    this.encoding = encoding;
  }

  /// What Content-Encoding calls it; empty for none.
  String encoding() {
    return encoding;
  }

  ByteSlice pack(ByteSlice bytes) {
    return switch (this) {
      case NONE -> bytes;
      case GZIP -> gzip(bytes);
      case ZSTD -> {
        ByteSink packed = new ByteSink();
        try (ZstdCodec codec = new ZstdCodec(ZSTD_LEVEL)) {
          codec.compress(bytes.array(), bytes.offset(), bytes.length(), packed);
        }
        yield packed.slice();
      }
    };
  }

  private static ByteSlice gzip(ByteSlice bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(bytes.array(), bytes.offset(), bytes.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteSlice.of(packed.toByteArray());
  }
}
