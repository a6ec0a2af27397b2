package dev.vestige.cmd.pages;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.util.function.Supplier;

/// Answers with a text, made anew for each request.
final class TextEndpoint implements Endpoint {
  static final String PLAIN = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";
  static final String JSON = "application/json";

  private final String contentType;
  private final Supplier<String> text;

  TextEndpoint(String contentType, Supplier<String> text) {
    this.contentType = contentType;
    this.text = text;
  }

  /// Always the same plain text.
  static TextEndpoint plain(String text) {
    return new TextEndpoint(PLAIN, () -> text);
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    exchange.send(200, contentType, ByteSlice.utf8(text.get()));
  }
}
