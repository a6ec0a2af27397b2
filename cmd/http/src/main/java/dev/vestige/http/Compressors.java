package dev.vestige.http;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.vestige.base.ByteSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Compression of answers, at the fastest levels: the network is rarely slower than that.
final class Compressors {
  private static final int ZSTD_LEVEL = 1;

  /// Saves a call into native code for each small write.
  private static final int BUFFER_BYTES = 8 << 10;

  private Compressors() {}

  /// Whether bytes of that type are likely to become fewer.
  static boolean isWorthwhile(String contentType) {
    boolean isImage = contentType.startsWith("image/") && !contentType.startsWith("image/svg");
    return !isImage
        && !contentType.startsWith("font/")
        && !contentType.startsWith("application/grpc")
        && !contentType.startsWith("application/octet-stream");
  }

  /// A stream that compresses into `output`, flushes through it, and frees its memory when closed.
  static OutputStream open(AcceptEncoding coding, OutputStream output) throws IOException {
    return switch (coding) {
      case IDENTITY -> output;
      case GZIP -> new BufferedOutputStream(new FastGzip(output), BUFFER_BYTES);
      case ZSTD ->
          new BufferedOutputStream(
              new ZstdOutputStreamNoFinalizer(output, RecyclingBufferPool.INSTANCE, ZSTD_LEVEL),
              BUFFER_BYTES);
    };
  }

  /// The whole body, compressed.
  static ByteBuf compress(AcceptEncoding coding, ByteSlice body) throws IOException {
    ByteBuf compressed = Unpooled.buffer(body.length() / 4 + 64);
    try (OutputStream stream = open(coding, new ByteBufOutputStream(compressed))) {
      stream.write(body.array(), body.offset(), body.length());
    }
    return compressed;
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream output) throws IOException {
      super(output, BUFFER_BYTES, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
