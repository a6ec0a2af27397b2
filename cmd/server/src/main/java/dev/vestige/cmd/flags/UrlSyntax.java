package dev.vestige.cmd.flags;

import java.net.URI;
import java.util.Optional;

/// Addresses of other servers: `http://host:8428/path`, with or without a user and password.
public final class UrlSyntax {
  private UrlSyntax() {}

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException when it is none, without the text in the message
  public static URI parse(String text) {
    try {
      URI url = URI.create(text);
      boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isWeb && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below, without the text that may hold a password.
    }
    throw new IllegalArgumentException("expected an address such as http://host:8428/path");
  }

  static Optional<URI> parseIfAny(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
  }
}
