package dev.vestige.http.coding;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.Locale;

/// A content coding that is understood in requests.
public enum Coding {
  IDENTITY,
  GZIP,
  /// RFC 1950, that is deflate in a zlib envelope.
  DEFLATE,
  ZSTD,
  /// The block format.
  SNAPPY,
  /// The block format, or the framing format when the bytes begin with its stream identifier. OTLP
  /// senders written in Go say `snappy` in gRPC and send the framing format.
  SNAPPY_ANY;

  /// The coding a Content-Encoding header names; empty is identity.
  ///
  /// @throws VestigeException UNSUPPORTED_MEDIA for an unknown name, INVALID_INPUT for a list
  public static Coding ofContentEncoding(String value) {
    if (value.indexOf(',') >= 0) {
      throw VestigeException.invalidInput(
          "expected at most one content coding, found Content-Encoding: " + shorten(value));
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity", "none" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      case "zstd" -> ZSTD;
      case "snappy" -> SNAPPY;
      default ->
          throw new VestigeException(
              ErrorKind.UNSUPPORTED_MEDIA,
              "unsupported Content-Encoding "
                  + shorten(value)
                  + "; supported are gzip, deflate, zstd, snappy, identity and none");
    };
  }

  private static String shorten(String value) {
    return '"' + (value.length() > 40 ? value.substring(0, 40) + "…" : value) + '"';
  }
}
