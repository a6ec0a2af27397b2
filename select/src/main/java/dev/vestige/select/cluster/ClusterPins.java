package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Pins on all nodes that have spans of a trace. When a node cannot be asked, others may have
/// pinned or unpinned the trace; asking once more does no harm.
public final class ClusterPins implements TracePins {
  /// How long nodes may take, milliseconds: they count the spans of a trace.
  private static final long MILLIS_MAX = 60_000;

  private final Supplier<NodeQueries> queries;

  /// @param queries of the nodes as they are listed then
  public ClusterPins(Supplier<NodeQueries> queries) {
    this.queries = queries;
  }

  @Override
  public Pin pin(TenantId tenant, TraceId trace) {
    return ask(Ask.of(PinAnswers.PIN_PATH, body(tenant, trace), PieceKind.PINS).ofAll(), tenant)
        .stream()
        .findFirst()
        .orElseThrow(() ->
            new VestigeException(ErrorKind.NOT_FOUND, "no node has a span of trace " + trace));
  }

  @Override
  public void unpin(TenantId tenant, TraceId trace) {
    Ask unpin = Ask.of(PinAnswers.UNPIN_PATH, body(tenant, trace), PieceKind.PINS).ofAll();
    if (ask(unpin, tenant).isEmpty()) {
      throw new VestigeException(ErrorKind.NOT_FOUND, "trace " + trace + " is pinned on no node");
    }
  }

  @Override
  public List<Pin> pins(TenantId tenant) {
    ByteSink body = new ByteSink();
    write(tenant, body);
    return ask(Ask.of(PinAnswers.LIST_PATH, body, PieceKind.PINS), tenant);
  }

  private static ByteSink body(TenantId tenant, TraceId trace) {
    ByteSink body = new ByteSink();
    write(tenant, body);
    body.putLong(trace.high());
    body.putLong(trace.low());
    return body;
  }

  private static void write(TenantId tenant, ByteSink out) {
    out.putInt(tenant.account());
    out.putInt(tenant.project());
  }

  /// The pins of all nodes, each trace once, the latest first.
  private List<Pin> ask(Ask ask, TenantId tenant) {
    Map<TraceId, Pin> found = new TreeMap<>();
    var _ =
        queries
            .get()
            .ask(
                ask,
                Cancellation.afterMillis(MILLIS_MAX),
                (_, piece, _) -> {
                  synchronized (found) {
                    while (piece.remaining() > 0) {
                      Pin pin = PinAnswers.readPin(tenant, piece);
                      found.merge(pin.trace(), pin, ClusterPins::join);
                    }
                  }
                  return true;
                });
    List<Pin> latestFirst = new ArrayList<>(found.values());
    latestFirst.sort(Comparator.comparingLong(Pin::pinnedMillis).reversed());
    return latestFirst;
  }

  private static Pin join(Pin one, Pin two) {
    return new Pin(
        one.tenant(),
        one.trace(),
        one.spans() + two.spans(),
        Math.max(one.pinnedMillis(), two.pinnedMillis()));
  }
}
