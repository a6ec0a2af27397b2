package dev.vestige.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The headers that all answers of a server have. Thread-safe.
final class AnswerHeaders {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final HttpHeaders fixed = new DefaultHttpHeaders();
  private volatile DateOfSecond date = DateOfSecond.now();

  AnswerHeaders(HttpServerOptions.Headers headers) {
    fixed.add(HttpHeaderNames.VARY, "Accept-Encoding");
    addUnlessEmpty("x-server-hostname", headers.serverHostname());
    addUnlessEmpty("strict-transport-security", headers.strictTransportSecurity());
    addUnlessEmpty("content-security-policy", headers.contentSecurityPolicy());
    addUnlessEmpty("x-frame-options", headers.frameOptions());
  }

  private void addUnlessEmpty(String name, String value) {
    if (!value.isEmpty()) {
      fixed.add(name, value);
    }
  }

  void addTo(HttpHeaders headers) {
    headers.add(fixed);
    DateOfSecond now = date;
    long second = System.currentTimeMillis() / 1000;
    if (now.second() != second) {
      now = DateOfSecond.of(second);
      date = now;
    }
    headers.set(HttpHeaderNames.DATE, now.text());
  }

  /// The text is made once a second, not once an answer.
  private record DateOfSecond(long second, String text) {
    static DateOfSecond of(long second) {
      return new DateOfSecond(second, HTTP_DATE.format(Instant.ofEpochSecond(second)));
    }

    static DateOfSecond now() {
      return of(System.currentTimeMillis() / 1000);
    }
  }
}
