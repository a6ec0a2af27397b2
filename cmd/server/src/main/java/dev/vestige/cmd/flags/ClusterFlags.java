package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.PATH;
import static dev.vestige.cmd.flags.ScalarType.SECRET;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.util.List;

/// The nodes of a cluster and how to talk to them. Lists go by the position of -storageNode; a
/// single value counts for all.
public final class ClusterFlags {
  public static final Flag<List<String>> STORAGE_NODE =
      Flag.of(
          "storageNode",
          new ListType<>(TEXT),
          "",
          Role.INSERT_AND_SELECT,
          "Addresses of storage nodes, host:port each. When set, this node keeps nothing itself:"
              + " it sends spans to these nodes and asks them.");

  public static final Flag<Positional<Boolean>> TLS =
      Flag.of(
          "storageNode.tls",
          new PositionalType<>(BOOL, false),
          "",
          Role.INSERT_AND_SELECT,
          "Whether to talk to the -storageNode at the same position over HTTPS.");

  public static final Flag<Positional<String>> TLS_CA_FILE =
      path("tlsCAFile", "PEM file with the authorities to trust. Those of the JDK when empty.");

  public static final Flag<Positional<String>> TLS_CERT_FILE =
      path("tlsCertFile", "PEM file with the certificate to show to the node.");

  public static final Flag<Positional<String>> TLS_KEY_FILE =
      path("tlsKeyFile", "PEM file with the private key of -storageNode.tlsCertFile.");

  public static final Flag<Positional<String>> TLS_SERVER_NAME =
      Flag.of(
          "storageNode.tlsServerName",
          new PositionalType<>(TEXT, ""),
          "",
          Role.INSERT_AND_SELECT,
          "Name that the certificate of the node must have. The host of -storageNode when empty.");

  public static final Flag<Positional<Boolean>> TLS_INSECURE_SKIP_VERIFY =
      Flag.of(
          "storageNode.tlsInsecureSkipVerify",
          new PositionalType<>(BOOL, false),
          "",
          Role.INSERT_AND_SELECT,
          "Whether to take any certificate of the node. Not safe.");

  public static final Flag<Positional<String>> USERNAME =
      Flag.of(
          "storageNode.username",
          new PositionalType<>(TEXT, ""),
          "",
          Role.INSERT_AND_SELECT,
          "User for basic authentication at the node.");

  public static final Flag<Positional<String>> USERNAME_FILE =
      path("usernameFile", "File with the user for basic authentication, read every second.");

  public static final Flag<Positional<Secret>> PASSWORD =
      Flag.of(
          "storageNode.password",
          new PositionalType<>(SECRET, Secret.of("")),
          "",
          Role.INSERT_AND_SELECT,
          "Password for basic authentication at the node.");

  public static final Flag<Positional<String>> PASSWORD_FILE =
      path("passwordFile", "File with the password for basic authentication, read every second.");

  public static final Flag<Positional<Secret>> BEARER_TOKEN =
      Flag.of(
          "storageNode.bearerToken",
          new PositionalType<>(SECRET, Secret.of("")),
          "",
          Role.INSERT_AND_SELECT,
          "Bearer token for the node.");

  public static final Flag<Positional<String>> BEARER_TOKEN_FILE =
      path("bearerTokenFile", "File with the bearer token for the node, read every second.");

  public static final Flag<Positional<Secret>> AUTH_KEY =
      Flag.of(
          "storageNode.authKey",
          new PositionalType<>(SECRET, Secret.of("")),
          "",
          Role.INSERT_AND_SELECT,
          "Key for the node: what it has as -internalInsertAuthKey, -internalSelectAuthKey or"
              + " both.");

  public static final Flag<Positional<String>> AUTH_KEY_FILE =
      path("authKeyFile", "File with the key for the node, read every second.");

  public static final Flag<Integer> INSERT_CONCURRENCY =
      Flag.of(
          "insert.concurrency",
          ScalarType.between(NUMBER, "1", "64"),
          "2",
          Role.INSERT,
          "How many blocks of 2 MiB may be on their way to each -storageNode at once.");

  public static final Flag<Boolean> INSERT_DISABLE_COMPRESSION =
      Flag.of(
          "insert.disableCompression",
          BOOL,
          "false",
          Role.INSERT,
          "Whether to send spans to -storageNode uncompressed. Saves CPU, costs network.");

  public static final Flag<Boolean> SELECT_DISABLE_COMPRESSION =
      Flag.of(
          "select.disableCompression",
          BOOL,
          "false",
          Role.SELECT,
          "Whether to ask -storageNode for uncompressed answers. Saves CPU, costs network.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Cluster",
          List.of(
              STORAGE_NODE,
              TLS,
              TLS_CA_FILE,
              TLS_CERT_FILE,
              TLS_KEY_FILE,
              TLS_SERVER_NAME,
              TLS_INSECURE_SKIP_VERIFY,
              USERNAME,
              USERNAME_FILE,
              PASSWORD,
              PASSWORD_FILE,
              BEARER_TOKEN,
              BEARER_TOKEN_FILE,
              AUTH_KEY,
              AUTH_KEY_FILE,
              INSERT_CONCURRENCY,
              INSERT_DISABLE_COMPRESSION,
              SELECT_DISABLE_COMPRESSION));

  private ClusterFlags() {}

  private static Flag<Positional<String>> path(String name, String help) {
    return Flag.of(
        "storageNode." + name, new PositionalType<>(PATH, ""), "", Role.INSERT_AND_SELECT, help);
  }
}
