package dev.vestige.cmd;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.Positional;
import dev.vestige.cmd.flags.Secret;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.tls.TlsClientOptions;
import dev.vestige.http.tls.TlsClientOptions.Trust;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The clients of the nodes that `-storageNode` lists, each with what the flags at its position
/// say.
final class NodeClients {
  private static final int PORT_DEFAULT = 10428;
  private static final int CONNECT_MILLIS_MAX = 3_000;

  /// Requests to one node at the same time.
  private static final int CONNECTIONS_MAX = 256;

  private final Flags flags;
  private final EventLoops loops;

  NodeClients(Flags flags, EventLoops loops) {
    this.flags = flags;
    this.loops = loops;
  }

  /// One client a node, in the order of the list.
  ///
  /// @throws VestigeException INVALID_INPUT for an address or a file that cannot be used
  List<HttpClient> open() {
    List<HttpClient> clients = new ArrayList<>();
    Set<String> known = new HashSet<>();
    List<String> nodes = flags.get(ClusterFlags.STORAGE_NODE);
    for (int i = 0; i < nodes.size(); i++) {
      HttpClient client = new HttpClient(options(nodes.get(i).strip(), i), loops);
      if (!known.add(client.address())) {
        throw VestigeException.invalidInput(
            ClusterFlags.STORAGE_NODE + " lists " + client.address() + " twice");
      }
      clients.add(client);
    }
    return clients;
  }

  private ClientOptions options(String address, int position) {
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon > address.lastIndexOf(']');
    String host = hasPort ? address.substring(0, colon) : address;
    int port = hasPort ? port(address, address.substring(colon + 1)) : PORT_DEFAULT;
    if (host.isEmpty()) {
      throw unusable(address);
    }
    return new ClientOptions(
        host.replaceAll("^\\[|\\]$", ""),
        port,
        tls(position),
        authorization(position),
        CONNECTIONS_MAX,
        CONNECT_MILLIS_MAX);
  }

  private static int port(String address, String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) >= 1 << 16) {
      throw unusable(address);
    }
    return Integer.parseInt(text);
  }

  private static VestigeException unusable(String address) {
    return VestigeException.invalidInput(
        "expected host:port in " + ClusterFlags.STORAGE_NODE + ", found \"" + address + '"');
  }

  private @Nullable TlsClientOptions tls(int position) {
    if (!flags.get(ClusterFlags.TLS).at(position)) {
      return null;
    }
    return new TlsClientOptions(
        file(ClusterFlags.TLS_CA_FILE, position),
        file(ClusterFlags.TLS_CERT_FILE, position),
        file(ClusterFlags.TLS_KEY_FILE, position),
        flags.get(ClusterFlags.TLS_SERVER_NAME).at(position),
        flags.get(ClusterFlags.TLS_INSECURE_SKIP_VERIFY).at(position)
            ? Trust.BLIND
            : Trust.CHECKED);
  }

  private @Nullable Path file(Flag<Positional<String>> flag, int position) {
    String path = flags.get(flag).at(position);
    return path.isEmpty() ? null : Path.of(path);
  }

  private Supplier<String> authorization(int position) {
    Supplier<String> token =
        secret(
            flags.get(ClusterFlags.BEARER_TOKEN).at(position),
            flags.get(ClusterFlags.BEARER_TOKEN_FILE).at(position));
    Supplier<String> password =
        secret(
            flags.get(ClusterFlags.PASSWORD).at(position),
            flags.get(ClusterFlags.PASSWORD_FILE).at(position));
    String userFile = flags.get(ClusterFlags.USERNAME_FILE).at(position);
    String user = flags.get(ClusterFlags.USERNAME).at(position);
    Supplier<String> username = userFile.isEmpty() ? () -> user : Secret.inFile(userFile)::current;
    return () -> {
      if (!token.get().isEmpty()) {
        return "Bearer " + token.get();
      }
      String name = username.get();
      return name.isEmpty() ? "" : "Basic " + base64(name + ':' + password.get());
    };
  }

  private static Supplier<String> secret(Secret given, String file) {
    return file.isEmpty() ? given::current : Secret.inFile(file)::current;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
