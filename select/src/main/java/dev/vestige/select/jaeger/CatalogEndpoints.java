package dev.vestige.select.jaeger;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.select.request.JaegerEnvelope;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.request.QueryBounds;
import dev.vestige.select.trace.Operation;
import dev.vestige.select.trace.ServiceCatalog;
import dev.vestige.select.trace.SpanKind;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Services and operations in the first version of Jaeger's API. Thread-safe.
final class CatalogEndpoints {
  /// What follows the name of a service in a path.
  static final String OPERATIONS = "/operations";

  private final ServiceCatalog catalog;
  private final QueryBounds bounds;

  CatalogEndpoints(ServiceCatalog catalog, QueryBounds bounds) {
    this.catalog = catalog;
    this.bounds = bounds;
  }

  void services(Exchange exchange) throws IOException {
    JaegerEnvelope.sendNames(exchange, services(context(exchange)));
  }

  List<String> services(RunContext context) {
    return catalog.services(context).stream().limit(bounds.options().servicesMax()).toList();
  }

  /// The operations of the service that stands between `prefix` and `/operations` in the path.
  void operationsOfService(Exchange exchange, String prefix) throws IOException {
    String path = exchange.path();
    if (path.length() == prefix.length() + OPERATIONS.length()) {
      throw VestigeException.invalidInput(
          "incorrect query path [" + path + "], expected " + prefix + "{service}" + OPERATIONS);
    }
    String service = path.substring(prefix.length(), path.length() - OPERATIONS.length());
    SortedSet<String> names = new TreeSet<>();
    catalog.operations(service, context(exchange)).forEach(found -> names.add(found.name()));
    JaegerEnvelope.sendNames(
        exchange, names.stream().limit(bounds.options().operationsMax()).toList());
  }

  /// The operations of the argument `service` with their kinds, those of one `spanKind` if given.
  void operations(Exchange exchange) throws IOException {
    List<Operation> found = operations(exchange, "spanKind");
    JsonAnswer.send(
        exchange,
        200,
        JsonAnswer.CONTENT_TYPE,
        json -> {
          JaegerEnvelope.begin(json);
          for (Operation operation : found) {
            json.writeStartObject();
            json.writeStringField("name", operation.name());
            json.writeStringField("spanKind", SpanKind.word(operation.kind()));
            json.writeEndObject();
          }
          JaegerEnvelope.end(json, found.size());
        });
  }

  List<Operation> operations(Exchange exchange, String kindArgument) {
    String service = exchange.argument("service").orElse("");
    if (service.isEmpty()) {
      throw VestigeException.invalidInput("the argument `service` is missing");
    }
    String kind = exchange.argument(kindArgument).orElse("");
    return catalog.operations(service, context(exchange)).stream()
        .filter(found -> kind.isEmpty() || SpanKind.word(found.kind()).equals(kind))
        .limit(bounds.options().operationsMax())
        .toList();
  }

  RunContext context(Exchange exchange) {
    long from = bounds.now() - bounds.options().namesLookbehindNanos();
    return bounds.context(exchange, new TimeRange(from, Long.MAX_VALUE));
  }
}
