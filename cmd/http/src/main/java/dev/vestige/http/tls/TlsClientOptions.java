package dev.vestige.http.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whom to trust and who we are.
///
/// @param caFile a PEM file with the authorities to trust; null for those of the JDK
/// @param certificateFile a PEM file with our certificate; null for none
/// @param keyFile a PEM file with its private key; null for none
/// @param serverName the name that the certificate must have; empty for that of the host
/// @param trust whether certificates are checked
public record TlsClientOptions(
    @Nullable Path caFile,
    @Nullable Path certificateFile,
    @Nullable Path keyFile,
    String serverName,
    Trust trust) {
  /// Whether certificates are checked.
  public enum Trust {
    CHECKED,
    /// Anybody may be anybody.
    BLIND
  }
}
