package dev.vestige.cmd.pages;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.value.Durations;
import dev.vestige.storage.engine.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// `/internal/partition/…`: whole days in and out of the store, and snapshots. What changes
/// something is POST only.
final class PartitionPages {
  static final String PATH = "/internal/partition/";
  private static final JsonMapper JSON = new JsonMapper();

  private final Engine engine;

  PartitionPages(Engine engine) {
    this.engine = engine;
  }

  void addTo(Router.Builder router, RouteOptions keyed) {
    RouteOptions changing = keyed.withMethods("POST");
    RouteOptions reading = keyed.withMethods("GET", "POST");
    router
        .exact(PATH + "list", exchange -> send(exchange, engine.partitions()), reading)
        .exact(PATH + "attach", this::attach, changing)
        .exact(PATH + "detach", this::detach, changing)
        .exact(PATH + "snapshot/list", exchange -> send(exchange, engine.snapshots()), reading)
        .exact(PATH + "snapshot/create", this::createSnapshot, changing)
        .exact(PATH + "snapshot/delete", this::deleteSnapshot, changing)
        .exact(PATH + "snapshot/delete_stale", this::deleteStaleSnapshots, changing);
  }

  private void attach(Exchange exchange) throws IOException {
    engine.attachPartition(argument(exchange, "name"));
    exchange.send(200);
  }

  private void detach(Exchange exchange) throws IOException {
    engine.detachPartition(argument(exchange, "name"));
    exchange.send(200);
  }

  private void createSnapshot(Exchange exchange) throws IOException {
    String prefix =
        exchange.argument("partition_prefix").or(() -> exchange.argument("name")).orElse("");
    send(exchange, List.of(engine.createSnapshot(PartitionPrefix.checked(prefix))));
  }

  private void deleteSnapshot(Exchange exchange) throws IOException {
    engine.deleteSnapshot(argument(exchange, "path"));
    exchange.send(200);
  }

  private void deleteStaleSnapshots(Exchange exchange) throws IOException {
    String text = argument(exchange, "max_age");
    long nanos = Durations.parse(text);
    if (nanos == Durations.NONE || nanos < 0) {
      throw VestigeException.invalidInput(
          "expected a duration such as 3d in the argument max_age, found \"" + text + '"');
    }
    send(exchange, engine.deleteSnapshotsOlderThan(Duration.ofNanos(nanos)));
  }

  private static String argument(Exchange exchange, String name) {
    return exchange
        .argument(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> VestigeException.invalidInput("the argument `" + name + "` is missing"));
  }

  private static void send(Exchange exchange, List<String> names) throws IOException {
    byte[] body = JSON.writeValueAsBytes(names);
    exchange.send(200, TextEndpoint.JSON, new ByteSlice(body, 0, body.length));
  }
}
