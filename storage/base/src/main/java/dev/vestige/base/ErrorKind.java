package dev.vestige.base;

/// Why something failed, in the terms a client can act on. Each kind has exactly one HTTP and one
/// gRPC status; the mapping lives in the HTTP kit, in one switch.
public enum ErrorKind {
  /// The request is wrong and will stay wrong: do not retry.
  INVALID_INPUT,
  /// Credentials or keys are missing or wrong.
  UNAUTHENTICATED,
  /// The thing asked for does not exist.
  NOT_FOUND,
  /// The path exists but not for this method.
  METHOD_NOT_ALLOWED,
  /// The request is larger than a stated limit.
  TOO_LARGE,
  /// The body is in an encoding or media type that is not spoken here.
  UNSUPPORTED_MEDIA,
  /// A limit of this tenant or of the store was reached: retry later.
  RESOURCE_EXHAUSTED,
  /// The server cannot serve this now: retry later.
  UNAVAILABLE,
  /// The deadline passed before the answer was complete.
  DEADLINE_EXCEEDED,
  /// A node that was needed for the answer failed.
  BAD_GATEWAY,
  /// The client went away or cancelled.
  CANCELLED,
  /// Stored bytes are not what was written.
  CORRUPT,
  /// Reading or writing failed below us.
  IO,
  /// A defect of ours.
  INTERNAL
}
