package dev.vestige.cmd.flags;

import java.util.List;

/// What flags demand of one another.
final class FlagRules {
  private static final List<Flag<? extends Positional<?>>> BY_LISTEN_ADDRESS =
      List.of(
          ListenFlags.USE_PROXY_PROTOCOL,
          TlsFlags.TLS,
          TlsFlags.TLS_CERT_FILE,
          TlsFlags.TLS_KEY_FILE,
          TlsFlags.TLS_MIN_VERSION,
          TlsFlags.MTLS,
          TlsFlags.MTLS_CA_FILE);

  private static final List<Flag<? extends Positional<?>>> BY_STORAGE_NODE =
      List.of(
          ClusterFlags.TLS,
          ClusterFlags.TLS_CA_FILE,
          ClusterFlags.TLS_CERT_FILE,
          ClusterFlags.TLS_KEY_FILE,
          ClusterFlags.TLS_SERVER_NAME,
          ClusterFlags.TLS_INSECURE_SKIP_VERIFY,
          ClusterFlags.USERNAME,
          ClusterFlags.USERNAME_FILE,
          ClusterFlags.PASSWORD,
          ClusterFlags.PASSWORD_FILE,
          ClusterFlags.BEARER_TOKEN,
          ClusterFlags.BEARER_TOKEN_FILE);

  private FlagRules() {}

  static void check(Flags flags) {
    checkPositions(flags, ListenFlags.HTTP_LISTEN_ADDR, BY_LISTEN_ADDRESS);
    checkPositions(flags, ClusterFlags.STORAGE_NODE, BY_STORAGE_NODE);
    if (flags.get(ListenFlags.HTTP_LISTEN_ADDR).isEmpty()) {
      throw new UsageException(
          "-httpListenAddr is empty; the server needs an address to listen at");
    }
    if (flags.get(StorageFlags.STORAGE_DATA_PATH).isEmpty()) {
      throw new UsageException("-storageDataPath is empty; the data needs a directory of its own");
    }
    checkTls(flags);
    if (flags.get(RetentionFlags.MAX_DISK_SPACE_USAGE_BYTES) > 0
        && flags.get(RetentionFlags.MAX_DISK_USAGE_PERCENT) > 0) {
      throw new UsageException(
          "-retention.maxDiskSpaceUsageBytes and -retention.maxDiskUsagePercent are both set; take"
              + " one of them away");
    }
    checkSecretFlags(flags);
  }

  private static void checkPositions(
      Flags flags, Flag<? extends List<?>> owner, List<Flag<? extends Positional<?>>> followers) {
    int owners = flags.get(owner).size();
    for (Flag<? extends Positional<?>> follower : followers) {
      int values = flags.get(follower).values().size();
      if (values > 1 && values > owners) {
        throw new UsageException(
            follower + " has " + values + " values, but " + owner + " has only " + owners);
      }
    }
  }

  private static void checkTls(Flags flags) {
    for (int i = 0; i < flags.get(ListenFlags.HTTP_LISTEN_ADDR).size(); i++) {
      boolean hasTls = flags.get(TlsFlags.TLS).at(i);
      boolean needsClientCertificate = flags.get(TlsFlags.MTLS).at(i);
      if (hasTls) {
        require(flags, TlsFlags.TLS, TlsFlags.TLS_CERT_FILE, i);
        require(flags, TlsFlags.TLS, TlsFlags.TLS_KEY_FILE, i);
      }
      if (needsClientCertificate) {
        require(flags, TlsFlags.MTLS, TlsFlags.MTLS_CA_FILE, i);
      }
      if (needsClientCertificate && !hasTls) {
        throw new UsageException("-mtls is set without -tls" + atAddress(flags, i));
      }
    }
    boolean hasGrpcTls =
        !flags.get(InsertFlags.GRPC_LISTEN_ADDR).isEmpty() && flags.get(TlsFlags.GRPC_TLS);
    if (hasGrpcTls
        && (flags.get(TlsFlags.GRPC_TLS_CERT_FILE).isEmpty()
            || flags.get(TlsFlags.GRPC_TLS_KEY_FILE).isEmpty())) {
      throw new UsageException(
          "-otlpGRPCListenAddr needs -otlpGRPC.tlsCertFile and -otlpGRPC.tlsKeyFile, or"
              + " -otlpGRPC.tls=false");
    }
  }

  private static void require(
      Flags flags, Flag<?> cause, Flag<Positional<String>> file, int position) {
    if (flags.get(file).at(position).isEmpty()) {
      throw new UsageException(cause + " is set without " + file + atAddress(flags, position));
    }
  }

  private static String atAddress(Flags flags, int position) {
    return " for -httpListenAddr number "
        + (position + 1)
        + " of "
        + flags.get(ListenFlags.HTTP_LISTEN_ADDR).size();
  }

  private static void checkSecretFlags(Flags flags) {
    for (String name : flags.get(GeneralFlags.SECRET_FLAGS)) {
      if (FlagTable.VESTIGE.find(name) == null) {
        throw new UsageException(
            "-secret.flags names "
                + name
                + ", which is no flag"
                + Suggestion.sentence(name, FlagTable.VESTIGE));
      }
    }
  }
}
