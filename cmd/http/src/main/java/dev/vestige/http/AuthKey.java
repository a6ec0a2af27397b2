package dev.vestige.http;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.function.Supplier;

/// A key for one page, given as the argument `authKey`. While it is set it replaces user and
/// password: with it none are needed, without it they do not help.
///
/// @param flag the flag that sets the key, for messages
/// @param key the key now; empty while there is none
public record AuthKey(String flag, Supplier<String> key) {
  boolean isSet() {
    return !key.get().isEmpty();
  }

  void check(Exchange exchange) {
    String given = exchange.argument("authKey").orElse("");
    if (!Secrets.equal(given, key.get())) {
      throw new VestigeException(
          ErrorKind.UNAUTHENTICATED,
          given.isEmpty()
              ? "this page needs the argument authKey, as set by " + flag
              : "the argument authKey is not the key set by " + flag);
    }
  }
}
