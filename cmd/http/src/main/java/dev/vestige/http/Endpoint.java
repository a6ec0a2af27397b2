package dev.vestige.http;

import java.io.IOException;

/// Serves one kind of request. Called on a virtual thread of the request's own, so it may block; an
/// exception thrown before the first byte of the answer becomes an error response by its
/// [dev.vestige.base.ErrorKind].
@FunctionalInterface
public interface Endpoint {
  void serve(Exchange exchange) throws IOException;
}
