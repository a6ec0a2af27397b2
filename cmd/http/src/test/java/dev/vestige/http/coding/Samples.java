package dev.vestige.http.coding;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.vestige.base.ByteSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.Snappy;
import io.netty.handler.codec.compression.SnappyFrameEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bytes and their compressed forms, made by other people's compressors.
public final class Samples {
  private Samples() {}

  /// Text as compressible as spans are.
  public static byte[] text(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append("service-").append(random.nextInt(50)).append(" GET /api/items/");
      text.append(Long.toHexString(random.nextLong())).append('\n');
    }
    return Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), length);
  }

  private interface Wrapping {
    OutputStream around(OutputStream output) throws IOException;
  }

  private static byte[] through(Wrapping wrapping, byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream stream = wrapping.around(compressed)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  public static byte[] gzip(byte[] bytes) {
    return through(GZIPOutputStream::new, bytes);
  }

  public static byte[] deflate(byte[] bytes) {
    return through(DeflaterOutputStream::new, bytes);
  }

  public static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes);
  }

  /// Without the length in its header.
  public static byte[] zstdStream(byte[] bytes) {
    return through(ZstdOutputStreamNoFinalizer::new, bytes);
  }

  public static byte[] snappy(byte[] bytes) {
    ByteBuf output = Unpooled.buffer();
    new Snappy().encode(Unpooled.wrappedBuffer(bytes), output, bytes.length);
    return ByteBufUtil.getBytes(output);
  }

  public static byte[] snappyFrames(byte[] bytes) {
    EmbeddedChannel channel = new EmbeddedChannel(new SnappyFrameEncoder());
    channel.writeOutbound(Unpooled.wrappedBuffer(bytes));
    channel.finish();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      whole.writeBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    return whole.toByteArray();
  }

  public static byte[] compress(Coding coding, byte[] bytes) {
    return switch (coding) {
      case IDENTITY -> bytes;
      case GZIP -> gzip(bytes);
      case DEFLATE -> deflate(bytes);
      case ZSTD -> zstd(bytes);
      case SNAPPY -> snappy(bytes);
      case SNAPPY_ANY -> snappyFrames(bytes);
    };
  }

  static ByteSlice inTheMiddle(byte[] bytes) {
    byte[] padded = new byte[bytes.length + 20];
    System.arraycopy(bytes, 0, padded, 7, bytes.length);
    return new ByteSlice(padded, 7, bytes.length);
  }
}
