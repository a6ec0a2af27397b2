package dev.vestige.http;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Path and query of a request line.
///
/// @param path percent-decoded
/// @param rawPath as sent
/// @param rawQuery as sent, without the question mark
record RequestTarget(String path, String rawPath, String rawQuery) {

  static RequestTarget parse(String requestTarget) {
    String target = escapeNonAscii(withoutAuthority(requestTarget));
    int question = target.indexOf('?');
    String rawPath = question < 0 ? target : target.substring(0, question);
    String rawQuery = question < 0 ? "" : target.substring(question + 1);
    return new RequestTarget(decode(rawPath), rawPath, rawQuery);
  }

  RequestTarget withPath(String newPath, String newRawPath) {
    return new RequestTarget(newPath, newRawPath, rawQuery);
  }

  private static String decode(String rawPath) {
    String path;
    try {
      path = new QueryStringDecoder(rawPath, StandardCharsets.UTF_8).path();
    } catch (IllegalArgumentException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT, "the path has a broken percent escape: " + e.getMessage(), e);
    }
    if (path.indexOf('\0') >= 0) {
      throw VestigeException.invalidInput("the path has a NUL character");
    }
    return path;
  }

  /// Clients of proxies send the whole URL.
  private static String withoutAuthority(String target) {
    int scheme = target.indexOf("://");
    if (target.startsWith("/") || scheme < 0) {
      return target;
    }
    int slash = target.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : target.substring(slash);
  }

  /// Bytes above 127 arrive as one character each; written as escapes they become the UTF-8 text
  /// that was meant.
  private static String escapeNonAscii(String target) {
    if (target.chars().allMatch(c -> c < 0x80)) {
      return target;
    }
    StringBuilder escaped = new StringBuilder(target.length() + 32);
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c < 0x80) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HexFormat.of().toHexDigits((byte) c));
      }
    }
    return escaped.toString();
  }
}
