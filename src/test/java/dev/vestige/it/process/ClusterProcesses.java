package dev.vestige.it.process;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Nodes that keep spans, each behind a bad network, two that take spans in, one that is asked: a
/// process each. They find the nodes in a file.
final class ClusterProcesses implements AutoCloseable {
  private static final Map<String, String> SMALL = Map.of("JAVA_OPTS", "-Xmx192m");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final List<VestigeServer> storage = new ArrayList<>();
  final List<VestigeServer> inserts = new ArrayList<>();
  final List<FaultProxy> networks = new ArrayList<>();
  VestigeServer select;

  private final Path folder;
  private final RandomGenerator random;
  private final Path list;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Integer> insertPorts = new ArrayList<>();
  private final int selectPort = VestigeServer.freePort();
  private final HttpClient client = HttpClient.newHttpClient();

  ClusterProcesses(Path folder, int nodes, RandomGenerator random) throws IOException {
    this.folder = folder;
    this.random = random;
    this.list = folder.resolve("nodes");
    for (int i = 0; i < nodes; i++) {
      startAnotherStorage();
    }
    list();
    for (int i = 0; i < 2; i++) {
      insertPorts.add(VestigeServer.freePort());
      inserts.add(startInsert(i));
    }
    select = startSelect();
  }

  /// Starts one more node, which is not listed yet.
  void startAnotherStorage() throws IOException {
    ports.add(VestigeServer.freePort());
    networks.add(new FaultProxy(ports.getLast(), random));
    storage.add(startStorage(storage.size()));
  }

  /// Lists all nodes.
  void list() throws IOException {
    Path written = folder.resolve("nodes.new");
    Files.writeString(
        written, networks.stream().map(this::address).collect(Collectors.joining("\n")));
    Files.move(written, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String address(FaultProxy network) {
    return "127.0.0.1:" + network.port();
  }

  /// The name of a node in the list.
  String address(int number) {
    return address(networks.get(number));
  }

  private VestigeServer startStorage(int number) throws IOException {
    return VestigeServer.start(home("storage" + number), ports.get(number), SMALL);
  }

  private VestigeServer startInsert(int number) throws IOException {
    return VestigeServer.start(
        home("insert" + number),
        insertPorts.get(number),
        SMALL,
        "-storageNode=file:" + list,
        "-select.disable");
  }

  private VestigeServer startSelect() throws IOException {
    return VestigeServer.start(
        home("select"), selectPort, SMALL, "-storageNode=file:" + list, "-insert.disable");
  }

  private Path home(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  void killStorage(int number) {
    storage.get(number).process().kill();
    storage.get(number).process().awaitExit();
  }

  /// Starts a node again that has ended.
  void restartStorage(int number) throws IOException {
    storage.set(number, startStorage(number));
  }

  void killInsert(int number) {
    inserts.get(number).process().kill();
    inserts.get(number).process().awaitExit();
  }

  void restartInsert(int number) throws IOException {
    inserts.set(number, startInsert(number));
  }

  void restartSelect() throws IOException {
    select.process().terminate();
    select.process().awaitExit();
    select = startSelect();
  }

  void faultsPerThousand(int count) {
    networks.forEach(network -> network.faultsPerThousand = count);
  }

  /// Asks the node that is asked.
  HttpResponse<String> ask(String query) throws IOException {
    return get("/select/logsql/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  HttpResponse<String> get(String path) throws IOException {
    URI uri = select.uri(path);
    try {
      return client.send(
          HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    if (select != null) {
      select.close();
    }
    inserts.forEach(VestigeServer::close);
    storage.forEach(VestigeServer::close);
    networks.forEach(FaultProxy::close);
  }
}
