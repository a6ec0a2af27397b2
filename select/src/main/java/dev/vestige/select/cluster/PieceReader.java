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
import java.util.Set;

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

  /// A part of an answer.
  record Piece(PieceKind kind, ByteSource content) {}

  /// The next piece of the kinds that are expected; empty at the end.
  ///
  /// @throws VestigeException BAD_GATEWAY when the answer is cut off or is none, or the node's
  ///   error
  Optional<Piece> next(Set<PieceKind> expected) {
    while (true) {
      ByteSource head = new ByteSource(what(), exactly(2 + 2 * Integer.BYTES));
      int code = head.getByte();
      boolean isPacked = head.getByte() == 1;
      ByteSource content = content(head.getInt(), head.getInt(), isPacked);
      PieceKind kind =
          PieceKind.of(code).orElseThrow(() -> badAnswer("a piece of the unknown kind " + code));
      if (expected.contains(kind)) {
        return Optional.of(new Piece(kind, content));
      }
      switch (kind) {
        case PULSE -> {}
        case END -> {
          read = statistics(content);
          requireEnd();
          return Optional.empty();
        }
        case ERROR -> throw error(content);
        case BLOCK, SPANS, TENANTS, SERIES, OPEN_CALLS, CALLERS, STATE, TASKS, PLACEMENTS, PINS ->
            throw badAnswer("a piece of kind " + kind + " where " + expected + " was expected");
      }
    }
  }

  /// Reads the end of the body, too: only then can the connection serve another question.
  private void requireEnd() {
    try {
      if (body.read() >= 0) {
        throw badAnswer("there is more behind its end");
      }
    } catch (IOException e) {
      throw new NodeAwayException("reading " + what() + ": " + e.getMessage(), e);
    }
  }

  private static SearchStatistics statistics(ByteSource content) {
    return new SearchStatistics(
        content.getLong(),
        content.getLong(),
        content.getLong(),
        content.getLong(),
        content.getLong(),
        content.getLong());
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
        throw new NodeAwayException("reading " + what() + ": it ends in the middle");
      }
      return bytes;
    } catch (IOException e) {
      throw new NodeAwayException("reading " + what() + ": " + e.getMessage(), e);
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
    String said = "the node " + node + " says: " + message;
    if (kind.equals("UNAVAILABLE") || kind.equals("BAD_GATEWAY")) {
      return new NodeAwayException(said);
    }
    ErrorKind known =
        switch (kind) {
          case "INVALID_INPUT" -> ErrorKind.INVALID_INPUT;
          case "RESOURCE_EXHAUSTED" -> ErrorKind.RESOURCE_EXHAUSTED;
          case "DEADLINE_EXCEEDED" -> ErrorKind.DEADLINE_EXCEEDED;
          case "TOO_LARGE" -> ErrorKind.TOO_LARGE;
          default -> ErrorKind.BAD_GATEWAY;
        };
    return new VestigeException(known, said);
  }

  @Override
  public void close() {
    codec.close();
  }
}
