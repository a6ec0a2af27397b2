package dev.vestige.http;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request and its answer. Confined to the request's thread, except for [#cancellation()].
public interface Exchange {
  String method();

  /// The path after the configured prefix, percent-decoded, without the query.
  String path();

  /// The path after the configured prefix as it was sent, still percent-encoded.
  String rawPath();

  /// The query string as it was sent, without the question mark; empty when there is none.
  String rawQuery();

  /// The first header of that name, in any case.
  Optional<String> header(String name);

  List<String> headers(String name);

  /// The first argument of that name: form body (urlencoded or multipart; POST, PUT, PATCH) before
  /// URL query.
  Optional<String> argument(String name);

  /// All arguments of that name, those of the form first.
  List<String> arguments(String name);

  /// As [#argument(String)], from the URL query only.
  Optional<String> queryArgument(String name);

  List<String> queryArguments(String name);

  /// Where the request comes from, as told by the proxy if there is one; empty when unknown.
  default String remoteAddress() {
    return "";
  }

  /// `AccountID` and `ProjectID` of the headers, 0 where absent or empty.
  ///
  /// @throws dev.vestige.base.VestigeException INVALID_INPUT when one is not an unsigned 32-bit
  ///   decimal number
  TenantId tenant();

  /// The whole body, decompressed by its Content-Encoding (none, identity, gzip, deflate, zstd,
  /// snappy block format). The bytes may be read until the endpoint returns; then their array is
  /// used for another request.
  ///
  /// @throws dev.vestige.base.VestigeException TOO_LARGE when the body exceeds `bytesMax` before or
  ///   after decompression, INVALID_INPUT when it does not decompress, UNSUPPORTED_MEDIA for
  ///   another encoding
  ByteSlice body(long bytesMax) throws IOException;

  /// The whole body as it was sent, compressed or not, instead of [#body(long)]. The bytes may be
  /// read until the endpoint returns.
  ///
  /// @throws dev.vestige.base.VestigeException TOO_LARGE when the body exceeds `bytesMax`
  ByteSlice rawBody(long bytesMax) throws IOException;

  /// Sets a header of the answer; before [#isCommitted()].
  void setHeader(String name, String value);

  /// Answers with a whole body. The answer goes out when the endpoint returns; until then another
  /// one, or an error thrown, replaces it.
  void send(int status, String contentType, ByteSlice body) throws IOException;

  /// Answers with a whole body and trailing headers.
  default void send(int status, String contentType, ByteSlice body, Map<String, String> trailers)
      throws IOException {
    throw new UnsupportedOperationException("trailing headers");
  }

  /// Answers without a body.
  void send(int status) throws IOException;

  /// Begins an answer whose length is not known yet; closing the writer ends it. Nothing is sent
  /// before a chunk is full or the writer is flushed, and the last chunk goes out when the endpoint
  /// returns: an error thrown until then is told, by its status or by breaking off.
  BodyWriter stream(int status, String contentType) throws IOException;

  /// Lets the connection end with this answer, where it is of HTTP/1.1; before [#isCommitted()].
  default void endConnection() {}

  /// Whether the status line has been sent, so that an error can only be told by breaking off.
  boolean isCommitted();

  /// Set when the client goes away or the server gives the request up.
  Cancellation cancellation();
}
