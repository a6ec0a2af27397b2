package dev.vestige.select.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.storage.SearchStatistics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the pieces of an answer. Confined to one thread; a piece is an array of its own.
final class PieceReader implements AutoCloseable {
  /// Bytes that a packed one may stand for: more than columns of equal numbers reach.
  private static final int EXPANSION_MAX = 20_000;

  private final String node;
  private final InputStream body;
  private final ZstdCodec codec = new ZstdCodec(Limits.ZSTD_LEVEL);
  private SearchStatistics read = SearchStatistics.NONE;

  PieceReader(String node, InputStream body) {
    this.node = node;
    this.body = body;
  }

  /// The next piece of the kind that is expected; empty at the end.
  ///
  /// @throws VestigeException BAD_GATEWAY when the answer is cut off or is none, or the node's
  ///   error
  Optional<ByteSource> next(PieceKind expected) {
    ByteSource head = new ByteSource(what(), exactly(2 + 2 * Integer.BYTES));
    int kind = head.getByte();
    boolean isPacked = head.getByte() == 1;
    ByteSource content = content(head.getInt(), head.getInt(), isPacked);
    if (kind == expected.code()) {
      return Optional.of(content);
    }
    if (kind == PieceKind.END.code()) {
      read =
          new SearchStatistics(
              content.getLong(),
              content.getLong(),
              content.getLong(),
              content.getLong(),
              content.getLong(),
              content.getLong());
      return Optional.empty();
    }
    throw kind == PieceKind.ERROR.code()
        ? error(content)
        : badAnswer("a piece of kind " + kind + " where " + expected + " was expected");
  }

  /// What the node has read, behind the end.
  SearchStatistics read() {
    return read;
  }

  private String what() {
    return "an answer of the node " + node;
  }

  private ByteSource content(int length, int packedLength, boolean isPacked) {
    if (length < 0
        || length > Limits.PIECE_BYTES_MAX
        || packedLength < 0
        || packedLength > Limits.PIECE_BYTES_MAX
        || (isPacked ? length / EXPANSION_MAX > packedLength : length != packedLength)) {
      throw badAnswer("a piece of " + length + " bytes, packed " + packedLength);
    }
    byte[] packed = exactly(packedLength);
    if (!isPacked) {
      return new ByteSource(what(), packed);
    }
    byte[] plain = new byte[length];
    codec.decompress(packed, 0, packedLength, plain, 0, length);
    return new ByteSource(what(), plain);
  }

  private byte[] exactly(int length) {
    try {
      byte[] bytes = body.readNBytes(length);
      if (bytes.length < length) {
        throw badAnswer("it ends in the middle");
      }
      return bytes;
    } catch (IOException e) {
      throw new VestigeException(
          ErrorKind.BAD_GATEWAY, "reading " + what() + ": " + e.getMessage(), e);
    }
  }

  private VestigeException badAnswer(String why) {
    return new VestigeException(ErrorKind.BAD_GATEWAY, "reading " + what() + ": " + why);
  }

  /// What a node says of the question is the client's business; its own troubles make it a bad one.
  private VestigeException error(ByteSource content) {
    int kindLength = content.getCount("length of a kind", content.remaining());
    String kind =
        new String(content.array(), content.take(kindLength), kindLength, StandardCharsets.UTF_8);
    int length = content.remaining();
    String message =
        new String(content.array(), content.take(length), length, StandardCharsets.UTF_8);
    ErrorKind known =
        switch (kind) {
          case "INVALID_INPUT" -> ErrorKind.INVALID_INPUT;
          case "RESOURCE_EXHAUSTED" -> ErrorKind.RESOURCE_EXHAUSTED;
          case "DEADLINE_EXCEEDED" -> ErrorKind.DEADLINE_EXCEEDED;
          case "TOO_LARGE" -> ErrorKind.TOO_LARGE;
          default -> ErrorKind.BAD_GATEWAY;
        };
    return new VestigeException(known, "the node " + node + " says: " + message);
  }

  @Override
  public void close() {
    codec.close();
  }
}
