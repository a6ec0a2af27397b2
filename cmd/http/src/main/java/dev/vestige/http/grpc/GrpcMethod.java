package dev.vestige.http.grpc;

import dev.vestige.base.ByteSlice;
import java.io.IOException;

/// Answers one kind of unary call, on a virtual thread of the call's own. A
/// [dev.vestige.base.VestigeException] becomes the call's status by its kind.
@FunctionalInterface
public interface GrpcMethod {
  /// Answers one call.
  ///
  /// @param message the request, expanded; may be read until this returns
  /// @return the reply's message
  ByteSlice call(GrpcMetadata metadata, ByteSlice message) throws IOException;
}
