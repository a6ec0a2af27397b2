package dev.vestige.storage;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Counts spans and calls by looking at every span: the model of [Storage#red] and [Storage#edges].
final class MemoryRollups {
  private final RollupSums sums;
  private final List<SpanBatch> batches;

  MemoryRollups(RollupQuery query, List<SpanBatch> batches) {
    sums = new RollupSums(query);
    this.batches =
        batches.stream().filter(batch -> query.tenants().contains(batch.tenant())).toList();
  }

  List<OperationSeries> red() {
    for (SpanBatch batch : batches) {
      for (int row = 0; row < batch.size(); row++) {
        RollupSums.Key key =
            new RollupSums.Key(
                Streams.service(batch, row),
                text(batch, batch.name(row)),
                RollupQuery.known(batch.kind(row)),
                RollupQuery.known(batch.statusCode(row)));
        if (sums.query().hasService(key.first())) {
          add(key, batch, row);
        }
      }
    }
    return sums.operations();
  }

  private void add(RollupSums.Key key, SpanBatch batch, int row) {
    long minute = RollupQuery.minute(batch.endNanos(row));
    if (sums.query().hasMinute(minute)) {
      sums.series(key).add(minute, DurationHistogram.bucket(batch.durationNanos(row)), 1);
    }
  }

  /// A span of a tenant by trace and id.
  private record SpanKey(TenantId tenant, TraceId trace, long spanId) {}

  List<EdgeSeries> edges(Consumer<OpenCall> unresolved) {
    Map<SpanKey, String> services = new HashMap<>();
    for (SpanBatch batch : batches) {
      for (int row = 0; row < batch.size(); row++) {
        services.put(key(batch, row, batch.spanId(row)), Streams.service(batch, row));
      }
    }
    for (SpanBatch batch : batches) {
      for (int row = 0; row < batch.size(); row++) {
        String service = Streams.service(batch, row);
        String caller = services.get(key(batch, row, batch.parentId(row)));
        if (batch.parentId(row) != 0 && caller != null) {
          addEdge(caller, service, batch, row);
        } else if (batch.parentId(row) != 0) {
          handOut(service, batch, row, unresolved);
        }
        String system = system(batch, row);
        if (!system.isEmpty()) {
          addEdge(service, service + ":" + system, batch, row);
        }
      }
    }
    return sums.edges();
  }

  private void handOut(String service, SpanBatch batch, int row, Consumer<OpenCall> unresolved) {
    long minute = RollupQuery.minute(batch.endNanos(row));
    if (sums.query().hasMinute(minute)) {
      unresolved.accept(
          new OpenCall(
              batch.tenant(),
              new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row)),
              batch.parentId(row),
              service,
              status(batch, row),
              minute,
              DurationHistogram.bucket(batch.durationNanos(row))));
    }
  }

  private static int status(SpanBatch batch, int row) {
    return batch.statusCode(row) == StatusCode.ERROR ? StatusCode.ERROR : 0;
  }

  private static SpanKey key(SpanBatch batch, int row, long spanId) {
    TraceId trace = new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row));
    return new SpanKey(batch.tenant(), trace, spanId);
  }

  private static String system(SpanBatch batch, int row) {
    if (!EdgeSeries.callsSystems(batch.kind(row))) {
      return "";
    }
    for (String name : EdgeSeries.SYSTEM_KEYS) {
      int key = BatchFields.findKey(batch.keys(), name.getBytes(StandardCharsets.UTF_8));
      int value = batch.attributes().find(row, key);
      if (batch.values().type(value) != ValueType.KVLIST) {
        String text = text(batch, value);
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }

  private void addEdge(String caller, String callee, SpanBatch batch, int row) {
    boolean asked = sums.query().hasService(caller) || sums.query().hasService(callee);
    if (asked && !caller.equals(callee)) {
      add(new RollupSums.Key(caller, callee, 0, status(batch, row)), batch, row);
    }
  }

  private static String text(SpanBatch batch, int value) {
    ByteSink out = new ByteSink();
    batch.values().appendText(value, out);
    return out.slice().toString();
  }
}
