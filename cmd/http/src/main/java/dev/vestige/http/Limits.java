package dev.vestige.http;

import dev.vestige.http.coding.ExpansionLimit;

/// The bounds of the HTTP kit. What an operator may set is in [HttpServerOptions].
public final class Limits {
  /// Request line and headers, bytes: what users of the same flags know from other servers.
  public static final int HEADER_BYTES_MAX = 1 << 20;

  /// A form body, bytes. Queries are far shorter; lists of trace ids can reach megabytes.
  public static final int FORM_BYTES_MAX = 16 << 20;

  /// Arguments in one query string or form.
  public static final int ARGUMENTS_MAX = 10_000;

  /// Body bytes held for a request before its endpoint asks for the body.
  static final int BODY_WINDOW_BYTES = 64 << 10;

  /// A body array is no longer than this until the client has sent as much, bytes; a header alone
  /// must not make the server allocate the whole Content-Length.
  static final int FIRST_BODY_ARRAY_BYTES_MAX = 1 << 20;

  /// A body nobody read is read and dropped up to this length, bytes; beyond it the connection is
  /// closed instead.
  static final int DISCARDED_BODY_BYTES_MAX = 256 << 10;

  /// Body arrays kept for later requests, bytes.
  public static final long KEPT_BODY_ARRAYS_BYTES_MAX = 64L << 20;

  /// Expanded bodies up to this size may have any ratio, bytes.
  static final long EXPANSION_RATIO_FREE_BYTES = 4L << 20;

  /// Beyond that, expanded bytes per compressed byte. Spans carry random ids, which keep real data
  /// below 100.
  static final int EXPANSION_RATIO_MAX = 500;

  /// Response bytes handed to the connection and not yet sent, per request.
  static final int RESPONSE_WINDOW_BYTES = 256 << 10;

  /// Response bytes handed over at a time. Each hand-over may wake the event loop, a call into the
  /// system.
  static final int RESPONSE_CHUNK_BYTES = 64 << 10;

  /// Shorter answers are not compressed, bytes: they fit a packet anyway.
  static final int COMPRESSED_BYTES_MIN = 1 << 10;

  /// Requests of one HTTP/1.1 connection that are decoded and not yet answered. Not more are read,
  /// but one read of 64 KiB can hold as many of the shortest ones.
  static final int PIPELINED_REQUESTS_MAX = 4096;

  /// Streams of one HTTP/2 connection; RFC 9113 asks for at least 100.
  static final int HTTP2_STREAMS_MAX = 250;

  /// Unread bytes of one HTTP/2 stream; the connection may have twice as many.
  static final int HTTP2_WINDOW_BYTES = 1 << 20;

  /// While a body is wanted, at least [#BODY_PROGRESS_BYTES_MIN] must come in each period of
  /// [HttpServerOptions#bodyStallMillis()].
  static final int BODY_PROGRESS_BYTES_MIN = 8 << 10;

  /// How long a closed connection is still read from, so that the client sees the answer before a
  /// reset, milliseconds.
  static final long LINGER_MILLIS = 1_000;

  /// And how much is read from it in that time, bytes.
  static final int LINGER_BYTES_MAX = 16 << 20;

  /// How long endpoints may take to notice that their request was given up at the end,
  /// milliseconds.
  static final long ABANDON_MILLIS = 2_000;

  /// Seconds a client is asked to wait before it tries again.
  public static final int RETRY_AFTER_SECONDS = 1;

  /// The longest path for which a near known path is looked for, characters.
  static final int HINT_PATH_CHARS_MAX = 256;

  private Limits() {}

  /// How far a body may expand whose own limit is that.
  public static ExpansionLimit expansion(long bytesMax) {
    return new ExpansionLimit(bytesMax, EXPANSION_RATIO_FREE_BYTES, EXPANSION_RATIO_MAX);
  }
}
