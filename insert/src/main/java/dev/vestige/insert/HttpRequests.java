package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.http.ErrorStatus;
import dev.vestige.http.Exchange;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.OptionSource;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// What all HTTP doors read of a request.
final class HttpRequests {
  private HttpRequests() {}

  /// Whether the method is POST; any other sends no spans and is answered here, with the header
  /// that says what would do.
  static boolean isPost(Exchange exchange) throws IOException {
    if (exchange.method().equals("POST")) {
      return true;
    }
    exchange.setHeader("Allow", "POST");
    exchange.send(
        ErrorStatus.of(ErrorKind.METHOD_NOT_ALLOWED).http(),
        "text/plain; charset=utf-8",
        ByteSlice.utf8(
            "spans are sent to "
                + exchange.path()
                + " by POST, found "
                + exchange.method()
                + "\n"));
    return false;
  }

  /// The media type in lower case, without parameters; empty when none is stated.
  static String mediaType(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse("");
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /// Reads tenant, options and body. Arguments come from the URL only: the body is the spans.
  static IngestRequest read(Exchange exchange, IngestType type, long bytesMax) throws IOException {
    InsertOptions options =
        InsertOptions.of(
            new OptionSource() {
              @Override
              public Optional<String> argument(String name) {
                return exchange.queryArgument(name);
              }

              @Override
              public Optional<String> header(String name) {
                return exchange.header(name);
              }
            });
    return new IngestRequest(type, exchange.tenant(), options, exchange.body(bytesMax));
  }
}
