package dev.vestige.http;

/// Who may use a route.
public sealed interface Access {
  /// Whoever has user and password, or everyone while none are set.
  record Credentials() implements Access {}

  /// Everyone.
  record Open() implements Access {}

  /// Whoever has the key; while none is set, as [Credentials].
  record Key(AuthKey key) implements Access {}
}
