package dev.vestige.http;

import dev.vestige.base.ErrorKind;

/// The one place that says which HTTP and gRPC status an [ErrorKind] has.
///
/// @param http the HTTP status
/// @param grpc the gRPC status code. Senders of spans give up on RESOURCE_EXHAUSTED unless it says
///   when to retry, and try again after UNAVAILABLE in any case, so that is what overload gets;
///   what must not be repeated gets INVALID_ARGUMENT.
/// @param isWorthRetrying whether the same request may succeed a little later
public record ErrorStatus(int http, int grpc, boolean isWorthRetrying) {
  private static final int GRPC_CANCELLED = 1;
  private static final int GRPC_INVALID_ARGUMENT = 3;
  private static final int GRPC_DEADLINE_EXCEEDED = 4;
  private static final int GRPC_NOT_FOUND = 5;
  private static final int GRPC_UNIMPLEMENTED = 12;
  private static final int GRPC_INTERNAL = 13;
  private static final int GRPC_UNAVAILABLE = 14;
  private static final int GRPC_DATA_LOSS = 15;
  private static final int GRPC_UNAUTHENTICATED = 16;

  public static ErrorStatus of(ErrorKind kind) {
    return switch (kind) {
      case INVALID_INPUT -> new ErrorStatus(400, GRPC_INVALID_ARGUMENT, false);
      case UNAUTHENTICATED -> new ErrorStatus(401, GRPC_UNAUTHENTICATED, false);
      case NOT_FOUND -> new ErrorStatus(404, GRPC_NOT_FOUND, false);
      case METHOD_NOT_ALLOWED -> new ErrorStatus(405, GRPC_UNIMPLEMENTED, false);
      case TOO_LARGE -> new ErrorStatus(413, GRPC_INVALID_ARGUMENT, false);
      case UNSUPPORTED_MEDIA -> new ErrorStatus(415, GRPC_UNIMPLEMENTED, false);
      case RESOURCE_EXHAUSTED -> new ErrorStatus(429, GRPC_UNAVAILABLE, true);
      case UNAVAILABLE -> new ErrorStatus(503, GRPC_UNAVAILABLE, true);
      case DEADLINE_EXCEEDED -> new ErrorStatus(503, GRPC_DEADLINE_EXCEEDED, false);
      case BAD_GATEWAY -> new ErrorStatus(502, GRPC_UNAVAILABLE, false);
      // No client sees it: it has gone. 499 is what other servers write into their logs.
      case CANCELLED -> new ErrorStatus(499, GRPC_CANCELLED, false);
      case CORRUPT -> new ErrorStatus(500, GRPC_DATA_LOSS, false);
      // A full or failing disk passes; with a 500 senders would throw their spans away.
      case IO -> new ErrorStatus(503, GRPC_UNAVAILABLE, true);
      case INTERNAL -> new ErrorStatus(500, GRPC_INTERNAL, false);
    };
  }
}
