package dev.vestige.http;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who we are, what is spoken, and who may come in.
///
/// @param certificateFile a PEM file with our certificate and those between it and its root
/// @param keyFile a PEM file with its private key
/// @param versionMin the oldest version that is spoken
/// @param cipherSuites the suites of TLS 1.2 and older that are spoken; empty for the JDK's choice
/// @param clientCaFile a PEM file with the authorities of client certificates; null when clients
///   need none
public record TlsOptions(
    Path certificateFile,
    Path keyFile,
    TlsVersion versionMin,
    List<String> cipherSuites,
    @Nullable Path clientCaFile) {}
