package dev.vestige.http;

import java.util.Arrays;
import java.util.List;

/// A version of TLS, oldest first. The names are those of `-tlsMinVersion`.
public enum TlsVersion {
  TLS10("TLSv1"),
  TLS11("TLSv1.1"),
  TLS12("TLSv1.2"),
  TLS13("TLSv1.3");

  private final String jdkName;

  TlsVersion(String jdkName) {
    this.jdkName = jdkName;
  }

  /// This version and the newer ones, as the JDK calls them.
  public List<String> protocols() {
    return Arrays.stream(values())
        .filter(version -> version.compareTo(this) >= 0)
        .map(version -> version.jdkName)
        .toList();
  }
}
