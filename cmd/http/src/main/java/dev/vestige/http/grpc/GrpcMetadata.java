package dev.vestige.http.grpc;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import java.util.Optional;

/// What came with a call besides its message.
public interface GrpcMetadata {
  /// The first value of that key, in any case.
  Optional<String> header(String name);

  /// `AccountID` and `ProjectID`, as in [dev.vestige.http.Exchange#tenant()].
  TenantId tenant();

  String remoteAddress();

  /// Set when the caller goes away; expires with the call's deadline.
  Cancellation cancellation();
}
