package dev.vestige.http;

import dev.vestige.base.VestigeException;
import java.io.IOException;

/// Serves one kind of request. Called on a virtual thread of the request's own, so it may block; an
/// exception thrown before the first byte of the answer becomes an error response by its
/// [dev.vestige.base.ErrorKind].
@FunctionalInterface
public interface Endpoint {
  void serve(Exchange exchange) throws IOException;

  /// Tells the client why its request was not served, be it by [#serve] or by what stands before
  /// it: credentials, methods, admission. For protocols with a form of their own for errors; what
  /// is thrown here becomes a plain error response.
  default void refuse(Exchange exchange, VestigeException error) throws IOException {
    throw error;
  }
}
