package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.PATH;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.util.List;

/// Encryption of incoming connections. Lists go by the position of -httpListenAddr.
public final class TlsFlags {
  private static final ScalarType<String> VERSION =
      ScalarType.oneOf("TLS10", "TLS11", "TLS12", "TLS13");

  public static final Flag<Positional<Boolean>> TLS =
      Flag.of(
          "tls",
          new PositionalType<>(BOOL, false),
          "",
          Role.ALL,
          "Whether to serve HTTPS at the -httpListenAddr at the same position. Needs -tlsCertFile"
              + " and -tlsKeyFile.");

  public static final Flag<Positional<String>> TLS_CERT_FILE =
      Flag.of(
          "tlsCertFile",
          new PositionalType<>(PATH, ""),
          "",
          Role.ALL,
          "PEM file with the certificate and its chain. Read again when it changes.");

  public static final Flag<Positional<String>> TLS_KEY_FILE =
      Flag.of(
          "tlsKeyFile",
          new PositionalType<>(PATH, ""),
          "",
          Role.ALL,
          "PEM file with the private key. Read again when it changes.");

  public static final Flag<Positional<String>> TLS_MIN_VERSION =
      Flag.of(
          "tlsMinVersion",
          new PositionalType<>(VERSION, ""),
          "",
          Role.ALL,
          "The lowest TLS version to accept. TLS12 when empty; the JDK refuses TLS10 and TLS11"
              + " unless its security properties say otherwise.");

  public static final Flag<List<String>> TLS_CIPHER_SUITES =
      Flag.of(
          "tlsCipherSuites",
          new ListType<>(TEXT),
          "",
          Role.ALL,
          "Names of the cipher suites to offer, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256. The"
              + " defaults of the JDK when empty.");

  public static final Flag<Positional<Boolean>> MTLS =
      Flag.of(
          "mtls",
          new PositionalType<>(BOOL, false),
          "",
          Role.ALL,
          "Whether clients of the -httpListenAddr at the same position must show a valid"
              + " certificate. Needs -tls and -mtlsCAFile.");

  public static final Flag<Positional<String>> MTLS_CA_FILE =
      Flag.of(
          "mtlsCAFile",
          new PositionalType<>(PATH, ""),
          "",
          Role.ALL,
          "PEM file with the authorities that may sign the certificates of clients. Needed by -mtls.");

  public static final Flag<Boolean> GRPC_TLS =
      Flag.of(
          "otlpGRPC.tls",
          BOOL,
          "true",
          Role.INSERT_AND_STORAGE,
          "Whether -otlpGRPCListenAddr serves TLS. Needs -otlpGRPC.tlsCertFile and"
              + " -otlpGRPC.tlsKeyFile.");

  public static final Flag<String> GRPC_TLS_CERT_FILE =
      Flag.of(
          "otlpGRPC.tlsCertFile",
          PATH,
          "",
          Role.INSERT_AND_STORAGE,
          "PEM file with the certificate for -otlpGRPCListenAddr. Read again when it changes.");

  public static final Flag<String> GRPC_TLS_KEY_FILE =
      Flag.of(
          "otlpGRPC.tlsKeyFile",
          PATH,
          "",
          Role.INSERT_AND_STORAGE,
          "PEM file with the private key for -otlpGRPCListenAddr. Read again when it changes.");

  public static final Flag<String> GRPC_TLS_MIN_VERSION =
      Flag.of(
          "otlpGRPC.tlsMinVersion",
          VERSION,
          "TLS12",
          Role.INSERT_AND_STORAGE,
          "The lowest TLS version to accept at -otlpGRPCListenAddr.");

  public static final Flag<List<String>> GRPC_TLS_CIPHER_SUITES =
      Flag.of(
          "otlpGRPC.tlsCipherSuites",
          new ListType<>(TEXT),
          "",
          Role.INSERT_AND_STORAGE,
          "As -tlsCipherSuites, for -otlpGRPCListenAddr.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "TLS",
          List.of(
              TLS,
              TLS_CERT_FILE,
              TLS_KEY_FILE,
              TLS_MIN_VERSION,
              TLS_CIPHER_SUITES,
              MTLS,
              MTLS_CA_FILE,
              GRPC_TLS,
              GRPC_TLS_CERT_FILE,
              GRPC_TLS_KEY_FILE,
              GRPC_TLS_MIN_VERSION,
              GRPC_TLS_CIPHER_SUITES));

  private TlsFlags() {}
}
