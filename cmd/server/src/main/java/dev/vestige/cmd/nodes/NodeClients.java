package dev.vestige.cmd.nodes;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.Positional;
import dev.vestige.cmd.flags.Secret;
import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.tls.TlsClientOptions;
import dev.vestige.http.tls.TlsClientOptions.Trust;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The clients of the storage nodes, each with what the flags at its position say. One that is not
/// listed any more is closed a while later, so that those who have just taken it can use it. Safe
/// for use by many threads.
public final class NodeClients implements AutoCloseable {
  private static final int CONNECT_MILLIS_MAX = 3_000;

  /// Requests to one node at the same time.
  private static final int CONNECTIONS_MAX = 256;

  private final Flags flags;
  private final EventLoops loops;

  // Guarded by this.
  private final Map<Key, HttpClient> open = new HashMap<>();
  private List<HttpClient> leaving = List.of();

  /// What a client is made of.
  private record Key(String text, int position) {}

  public NodeClients(Flags flags, EventLoops loops) {
    this.flags = flags;
    this.loops = loops;
  }

  /// One client an address, in the order of the list; the same ones as before for the same
  /// addresses.
  ///
  /// @throws VestigeException INVALID_INPUT for a file that cannot be used
  public synchronized List<ListedNode> list(List<NodeAddress> addresses) {
    leaving.forEach(HttpClient::close);
    Map<Key, HttpClient> before = new HashMap<>(open);
    List<ListedNode> listed = new ArrayList<>();
    for (NodeAddress address : addresses) {
      Key key = new Key(address.text(), address.position());
      before.remove(key);
      listed.add(
          new ListedNode(
              open.computeIfAbsent(key, _ -> new HttpClient(options(address), loops)),
              address.writes()));
    }
    open.keySet().removeAll(before.keySet());
    leaving = List.copyOf(before.values());
    return listed;
  }

  @Override
  public synchronized void close() {
    leaving.forEach(HttpClient::close);
    open.values().forEach(HttpClient::close);
  }

  private ClientOptions options(NodeAddress address) {
    return new ClientOptions(
        address.host(),
        address.port(),
        address.path(),
        tls(address.position()),
        authorization(address.position()),
        secret(ClusterFlags.AUTH_KEY, ClusterFlags.AUTH_KEY_FILE, address.position()),
        CONNECTIONS_MAX,
        CONNECT_MILLIS_MAX);
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
        secret(ClusterFlags.BEARER_TOKEN, ClusterFlags.BEARER_TOKEN_FILE, position);
    Supplier<String> password = secret(ClusterFlags.PASSWORD, ClusterFlags.PASSWORD_FILE, position);
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

  private Supplier<String> secret(
      Flag<Positional<Secret>> given, Flag<Positional<String>> inFile, int position) {
    String file = flags.get(inFile).at(position);
    return file.isEmpty() ? flags.get(given).at(position)::current : Secret.inFile(file)::current;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
