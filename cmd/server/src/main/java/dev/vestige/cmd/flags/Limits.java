package dev.vestige.cmd.flags;

/// The bounds of the command line.
final class Limits {
  /// Characters of one flag value. A page of certificates or a list of a thousand nodes fits; more
  /// is a mistake in a script.
  static final int VALUE_CHARS_MAX = 65_536;

  /// Characters of a duration or a size: every meaningful one has fewer than twenty.
  static final int QUANTITY_CHARS_MAX = 64;

  /// Elements of one list flag. The largest cluster known has some hundred nodes.
  static final int LIST_ITEMS_MAX = 4096;

  /// How deep a `%{VAR}` may lead to a variable whose value has a `%{VAR}` again.
  static final int ENVIRONMENT_DEPTH_MAX = 16;

  /// Bytes of a password, key or token that is read from a file or an address.
  static final int SECRET_BYTES_MAX = 65_536;

  /// How long an address that holds a secret may take to answer.
  static final int SECRET_TIMEOUT_MILLIS = 5_000;

  /// How long a secret read from a file is used before the file is read again.
  static final long SECRET_FILE_FRESH_MILLIS = 1_000;

  /// How long a secret read from an address is used before it is asked for again; an address costs
  /// a request per reading.
  static final long SECRET_ADDRESS_FRESH_MILLIS = 10_000;

  private Limits() {}
}
