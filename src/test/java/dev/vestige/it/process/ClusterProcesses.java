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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
      addStorage();
    }
    list();
    insertPorts.add(VestigeServer.freePort());
    insertPorts.add(VestigeServer.freePort());
    try {
      List<Start> starts = new ArrayList<>();
      IntStream.range(0, nodes).forEach(node -> starts.add(() -> startStorage(node)));
      starts.add(() -> startInsert(0));
      starts.add(() -> startInsert(1));
      starts.add(this::startSelect);
      List<VestigeServer> started = together(starts);
      storage.addAll(started.subList(0, nodes));
      inserts.addAll(started.subList(nodes, nodes + 2));
      select = started.getLast();
      awaitNodesIn(nodes);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /// Starts a node.
  private interface Start {
    VestigeServer run() throws IOException;
  }

  /// Starts nodes at the same time; all of them or none.
  private static List<VestigeServer> together(List<Start> starts) throws IOException {
    List<FutureTask<VestigeServer>> tasks =
        starts.stream().map(start -> new FutureTask<>(start::run)).toList();
    tasks.forEach(task -> Thread.ofVirtual().start(task));
    List<VestigeServer> started = new ArrayList<>();
    Throwable failure = null;
    for (FutureTask<VestigeServer> task : tasks) {
      try {
        started.add(task.get());
      } catch (ExecutionException e) {
        failure = e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure = e;
      }
    }
    if (failure != null) {
      started.forEach(VestigeServer::close);
      throw new IOException(failure);
    }
    return started;
  }

  private void addStorage() {
    ports.add(VestigeServer.freePort());
    networks.add(new FaultProxy(ports.getLast(), random));
  }

  /// Starts one more node, which is not listed yet.
  void startAnotherStorage() throws IOException {
    addStorage();
    storage.add(startStorage(storage.size()));
  }

  /// Waits until both inserting nodes send spans to so many nodes.
  void awaitNodesIn(int count) {
    Await.until(
        PATIENCE,
        () -> inserts.stream().allMatch(insert -> metric(insert, "vt_insert_nodes_in ") == count),
        "not " + count + " nodes get spans");
  }

  /// How often inserting nodes have passed over a storage node, as their logs say.
  long outages() {
    return inserts.stream()
        .flatMap(insert -> insert.process().errLines().stream())
        .filter(line -> line.contains("gets no spans for now"))
        .count();
  }

  /// The sum of the samples that begin so, 0 while there is no answer.
  static long metric(VestigeServer server, String name) {
    try {
      return server
          .get("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
          .sum();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
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

  /// Ends a node in order.
  void endStorage(int number) {
    end(storage.get(number));
  }

  void renewInsert(int number) throws IOException {
    end(inserts.get(number));
    restartInsert(number);
  }

  void renewSelect() throws IOException {
    end(select);
    select = startSelect();
  }

  private static void end(VestigeServer server) {
    server.process().terminate();
    server.process().awaitExit();
  }

  void killInsert(int number) {
    inserts.get(number).process().kill();
    inserts.get(number).process().awaitExit();
  }

  private void restartInsert(int number) throws IOException {
    inserts.set(number, startInsert(number));
  }

  /// Starts both again at the same time.
  void restart(int insertNumber, int storageNumber) throws IOException {
    List<VestigeServer> started =
        together(List.of(() -> startInsert(insertNumber), () -> startStorage(storageNumber)));
    inserts.set(insertNumber, started.getFirst());
    storage.set(storageNumber, started.getLast());
  }

  void faultsPerThousand(int count) {
    networks.forEach(network -> network.faultsPerThousand = count);
  }

  /// Asks the node that is asked.
  HttpResponse<String> ask(String query) throws IOException {
    return get("/select/logsql/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  /// Asks everything at the same time.
  List<HttpResponse<String>> getAll(List<String> paths) throws IOException {
    List<FutureTask<HttpResponse<String>>> tasks =
        paths.stream().map(path -> new FutureTask<>(() -> get(path))).toList();
    tasks.forEach(task -> Thread.ofVirtual().start(task));
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (FutureTask<HttpResponse<String>> task : tasks) {
      try {
        answers.add(task.get());
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    return answers;
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
