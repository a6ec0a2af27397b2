package dev.vestige.base.encoding;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compresses and decompresses blocks with zstd. Keeps native memory for reuse until closed: 1 to 3
/// MB at the levels up to 3, more at higher ones; nothing before it is used. Confined to one
/// thread.
public final class ZstdCodec implements AutoCloseable {
  private final int level;
  private @Nullable ZstdCompressCtx compressor;
  private @Nullable ZstdDecompressCtx decompressor;

  /// A codec that compresses with a level of zstd.
  public ZstdCodec(int level) {
    this.level = level;
  }

  private ZstdCompressCtx compressor() {
    ZstdCompressCtx ready = compressor;
    if (ready == null) {
      ready = new ZstdCompressCtx().setLevel(level).setChecksum(false);
      compressor = ready;
    }
    return ready;
  }

  private ZstdDecompressCtx decompressor() {
    ZstdDecompressCtx ready = decompressor;
    if (ready == null) {
      ready = new ZstdDecompressCtx();
      decompressor = ready;
    }
    return ready;
  }

  /// Appends a frame with the compressed bytes.
  ///
  /// @return how many bytes were appended
  public int compress(byte[] bytes, int offset, int length, ByteSink sink) {
    int bound = (int) Math.min(Integer.MAX_VALUE, Zstd.compressBound(length));
    byte[] target = sink.reserve(bound);
    try {
      int written =
          compressor().compressByteArray(target, sink.position(), bound, bytes, offset, length);
      sink.advance(written);
      return written;
    } catch (ZstdException e) {
      throw new VestigeException(
          ErrorKind.INTERNAL, "compressing " + length + " bytes: " + e.getMessage(), e);
    }
  }

  /// Decompresses a frame that must hold exactly `targetLength` bytes.
  ///
  /// @throws VestigeException CORRUPT when it does not
  public void decompress(
      byte[] bytes, int offset, int length, byte[] target, int targetOffset, int targetLength) {
    decompress(
        new ByteSource("a zstd frame", bytes, offset, length),
        length,
        target,
        targetOffset,
        targetLength);
  }

  /// Decompresses the frame in the next `length` bytes, which must hold exactly `targetLength`.
  ///
  /// @throws VestigeException CORRUPT when it does not
  public void decompress(
      ByteSource source, int length, byte[] target, int targetOffset, int targetLength) {
    Objects.checkFromIndexSize(targetOffset, targetLength, target.length);
    int at = source.take(length);
    int found;
    try {
      found =
          decompressor()
              .decompressByteArray(target, targetOffset, targetLength, source.array(), at, length);
    } catch (ZstdException e) {
      throw source.corrupt(
          length + " bytes do not decompress to " + targetLength + ": " + e.getMessage());
    }
    if (found != targetLength) {
      throw source.corrupt(length + " bytes decompress to " + found + ", expected " + targetLength);
    }
  }

  @Override
  public void close() {
    if (compressor != null) {
      compressor.close();
    }
    if (decompressor != null) {
      decompressor.close();
    }
  }
}
