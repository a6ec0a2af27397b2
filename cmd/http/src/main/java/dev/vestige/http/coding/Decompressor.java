package dev.vestige.http.coding;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Expands whole bodies into arrays of [ByteArrays]. The caller owns the array of the result and
/// gives it back when it is done. Thread-safe; runs on the caller's thread.
public final class Decompressor {
  /// RFC 9659: the coding zstd in HTTP uses windows of at most 8 MiB.
  private static final int ZSTD_WINDOW_LOG_MAX = 23;

  private static final int READ_BUFFER_BYTES = 32 << 10;

  /// Bodies may claim any length; no more than this ratio is believed before it is seen.
  private static final int USUAL_RATIO_MAX = 16;

  private static final int FIRST_ARRAY_BYTES_MIN = 16 << 10;

  private final ByteArrays arrays;

  public Decompressor(ByteArrays arrays) {
    this.arrays = arrays;
  }

  /// The expanded bytes.
  ///
  /// @throws VestigeException TOO_LARGE beyond the limit, INVALID_INPUT when the bytes do not
  ///   expand
  public ByteSlice expand(Coding coding, ByteSlice input, ExpansionLimit limit) {
    return switch (coding) {
      case IDENTITY -> throw new IllegalArgumentException("identity needs no expansion");
      case GZIP -> drain(coding, input, limit, gzipLengthHint(input));
      case DEFLATE -> drain(coding, input, limit, 8L * input.length());
      case ZSTD -> zstd(input, limit);
      case SNAPPY -> snappy(input, limit);
      case SNAPPY_ANY ->
          SnappyFrames.begins(input) ? snappyFrames(input, limit) : snappy(input, limit);
    };
  }

  private ByteSlice zstd(ByteSlice input, ExpansionLimit limit) {
    if (input.isEmpty()) {
      return ByteSlice.EMPTY;
    }
    try {
      long claimed = Zstd.getFrameContentSize(input.array(), input.offset(), input.length(), false);
      long frameLength =
          Zstd.findFrameCompressedSize(input.array(), input.offset(), input.length());
      return claimed > 0 && frameLength == input.length()
          ? zstdFrame(input, limit, claimed)
          : drain(Coding.ZSTD, input, limit, USUAL_RATIO_MAX * (long) input.length());
    } catch (ZstdException e) {
      throw broken(Coding.ZSTD, String.valueOf(e.getMessage()));
    }
  }

  /// One frame that says its length: expanded by one call, into an array of the right size.
  private ByteSlice zstdFrame(ByteSlice input, ExpansionLimit limit, long claimed) {
    if (claimed > limit.of(input.length())) {
      throw limit.exceededBy(input.length());
    }
    byte[] output = arrays.take((int) claimed);
    boolean isWhole = false;
    try {
      long length =
          Zstd.decompressByteArray(
              output, 0, (int) claimed, input.array(), input.offset(), input.length());
      isWhole = length == claimed;
    } finally {
      if (!isWhole) {
        arrays.give(output);
      }
    }
    if (!isWhole) {
      throw broken(Coding.ZSTD, "it is not as long as it says");
    }
    return new ByteSlice(output, 0, (int) claimed);
  }

  private ByteSlice snappy(ByteSlice input, ExpansionLimit limit) {
    int length = Snappy.expandedLength(input);
    if (length > limit.of(input.length())) {
      throw limit.exceededBy(input.length());
    }
    byte[] output = arrays.take(length);
    try {
      Snappy.expand(input, output, 0, length);
    } catch (VestigeException e) {
      arrays.give(output);
      throw e;
    }
    return new ByteSlice(output, 0, length);
  }

  private ByteSlice snappyFrames(ByteSlice input, ExpansionLimit limit) {
    int length = SnappyFrames.expandedLength(input, limit.of(input.length()));
    if (length > limit.of(input.length())) {
      throw limit.exceededBy(input.length());
    }
    byte[] output = arrays.take(length);
    try {
      SnappyFrames.expand(input, output);
    } catch (VestigeException e) {
      arrays.give(output);
      throw e;
    }
    return new ByteSlice(output, 0, length);
  }

  private ByteSlice drain(Coding coding, ByteSlice input, ExpansionLimit limit, long lengthHint) {
    int lengthMax = limit.of(input.length());
    long hint = Math.min(lengthHint, USUAL_RATIO_MAX * (long) input.length());
    long firstLength = Math.min(Math.max(hint + 1, FIRST_ARRAY_BYTES_MIN), 1L + lengthMax);
    GrowingArray output = new GrowingArray(arrays, (int) firstLength);
    boolean whole = false;
    try (InputStream expanding = open(coding, input)) {
      while (output.readFrom(expanding)) {
        if (output.length() > lengthMax) {
          throw limit.exceededBy(input.length());
        }
        output.growWhenFull(1 + lengthMax);
      }
      whole = true;
    } catch (EOFException e) {
      throw broken(coding, "it ends early");
    } catch (IOException e) {
      throw broken(coding, String.valueOf(e.getMessage()));
    } finally {
      if (!whole) {
        output.giveBack();
      }
    }
    return output.slice();
  }

  private static InputStream open(Coding coding, ByteSlice input) throws IOException {
    InputStream bytes = new ByteArrayInputStream(input.array(), input.offset(), input.length());
    return switch (coding) {
      case GZIP -> new GZIPInputStream(bytes, READ_BUFFER_BYTES);
      case DEFLATE -> inflating(bytes, new Inflater(!hasZlibHeader(input)));
      case ZSTD -> new ZstdInputStreamNoFinalizer(bytes).setLongMax(ZSTD_WINDOW_LOG_MAX);
      case IDENTITY, SNAPPY, SNAPPY_ANY -> throw new IllegalArgumentException(coding.name());
    };
  }

  private static InputStream inflating(InputStream bytes, Inflater inflater) {
    return new InflaterInputStream(bytes, inflater) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  /// By RFC 9110 the coding deflate is a zlib stream; some clients send the deflate stream in it
  /// only. What begins like zlib cannot be the latter: that would be a stored block with a reserved
  /// bit set.
  private static boolean hasZlibHeader(ByteSlice input) {
    if (input.length() < 2) {
      return true;
    }
    int header =
        (input.array()[input.offset()] & 0xff) << 8 | (input.array()[input.offset() + 1] & 0xff);
    boolean isDeflate = (header >> 8 & 0xf) == 8;
    return isDeflate && header % 31 == 0;
  }

  /// The last four bytes of a gzip member are its expanded length, modulo 2^32.
  private static long gzipLengthHint(ByteSlice input) {
    if (input.length() < 18) {
      return 0;
    }
    int end = input.offset() + input.length();
    byte[] array = input.array();
    return (array[end - 4] & 0xffL)
        | (array[end - 3] & 0xffL) << 8
        | (array[end - 2] & 0xffL) << 16
        | (array[end - 1] & 0xffL) << 24;
  }

  static VestigeException broken(Coding coding, String reason) {
    return VestigeException.invalidInput(
        "the body is not valid " + coding.name().toLowerCase(Locale.ROOT) + ": " + reason);
  }
}
