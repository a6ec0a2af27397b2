package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Storage;
import dev.vestige.storage.Streams;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells another node the services of spans that it misses. Confined to one thread.
final class Callers {
  private final Map<TenantId, Map<Caller, List<Integer>>> wanted = new HashMap<>();

  /// A span that is looked for.
  private record Caller(TraceId trace, long spanId) {}

  /// @param question numbers and calls
  Callers(ByteSource question) {
    while (question.remaining() > 0) {
      int number = question.getCount("the number of a call", Limits.OPEN_CALLS_MAX);
      OpenCall call = CallCodec.readOne(question);
      wanted
          .computeIfAbsent(call.tenant(), _ -> new HashMap<>())
          .computeIfAbsent(new Caller(call.trace(), call.parentId()), _ -> new ArrayList<>())
          .add(number);
    }
  }

  /// Writes the numbers of those calls whose callers are here, with their services.
  void find(Storage storage, Cancellation cancellation, ByteSink out) {
    wanted.forEach((tenant, callers) -> {
      List<TraceId> traces = callers.keySet().stream().map(Caller::trace).distinct().toList();
      storage.spans(tenant, traces, cancellation, batch -> tell(batch, callers, out));
    });
  }

  private static void tell(SpanBatch batch, Map<Caller, List<Integer>> callers, ByteSink out) {
    for (int row = 0; row < batch.size(); row++) {
      Caller caller =
          new Caller(new TraceId(batch.traceIdHigh(row), batch.traceIdLow(row)), batch.spanId(row));
      for (int number : callers.getOrDefault(caller, List.of())) {
        out.putVarint(number);
        Texts.write(Streams.service(batch, row), out);
      }
    }
  }
}
