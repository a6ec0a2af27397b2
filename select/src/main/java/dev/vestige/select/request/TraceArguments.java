package dev.vestige.select.request;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.storage.TraceId;

/// Reads which trace a request is about.
public final class TraceArguments {
  private TraceArguments() {}

  /// The id in an argument.
  public static TraceId argument(Exchange exchange, String name) {
    String text = exchange.argument(name).orElse("");
    return TraceId.parse(text)
        .orElseThrow(() ->
            VestigeException.invalidInput(
                "the argument `%s` must be a trace id of up to 32 hex digits, found `%s`"
                    .formatted(name, text)));
  }

  /// The id behind `prefix` in the path.
  public static TraceId behind(Exchange exchange, String prefix) {
    String text = exchange.path().substring(prefix.length());
    return TraceId.parse(text)
        .orElseThrow(() ->
            VestigeException.invalidInput(
                "expected a trace id of up to 32 hex digits behind "
                    + prefix
                    + ", found `"
                    + text
                    + "`"));
  }
}
