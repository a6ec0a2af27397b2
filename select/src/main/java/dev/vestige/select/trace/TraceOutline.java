package dev.vestige.select.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.StatusCode;
import dev.vestige.storage.Streams;
import dev.vestige.storage.ValueTable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What a list of traces tells of one: put together batch by batch. Confined to one thread.
public final class TraceOutline {
  /// What spans without a service count for.
  public static final String UNKNOWN_SERVICE = "unknown_service";

  private static final ByteSlice SERVICE_KEY = ByteSlice.utf8(Streams.SERVICE_KEY);
  private static final int SPAN_BYTES = 16;

  private final MemoryBudget memory;
  private final Map<String, Count> services = new TreeMap<>();
  private long[] ids = new long[64];
  private long[] parents = new long[64];
  private int spans;
  private int errors;
  private long startNanos = Long.MAX_VALUE;
  private long endNanos = Long.MIN_VALUE;
  private boolean hasRoot;
  private long rootStartNanos = Long.MAX_VALUE;
  private String rootService = "";
  private String rootName = "";

  /// Spans of one service.
  public static final class Count {
    private int spans;
    private int errors;

    public int spans() {
      return spans;
    }

    public int errors() {
      return errors;
    }
  }

  public TraceOutline(MemoryBudget memory) {
    this.memory = memory;
  }

  public void add(SpanBatch batch) {
    memory.reserve((long) SPAN_BYTES * batch.size());
    AttributeCursor resources =
        new AttributeCursor(AttributeScope.RESOURCE.prefix(), batch, batch.resources());
    String[] names = new String[batch.resources().size()];
    for (int span = 0; span < batch.size(); span++) {
      add(batch, span, service(batch, span, resources, names));
    }
  }

  private static String service(
      SpanBatch batch, int span, AttributeCursor resources, String[] names) {
    if (batch.override(span) != 0) {
      return service(batch, span, resources);
    }
    int resource = batch.resource(span);
    if (names[resource] == null) {
      names[resource] = service(batch, span, resources);
    }
    return names[resource];
  }

  /// The name of the service of a span.
  public static String service(SpanBatch batch, int span, AttributeCursor resources) {
    resources.begin(batch.resource(span), batch.override(span));
    while (resources.next()) {
      if (resources.isKey(SERVICE_KEY)) {
        ValueTable values = batch.values();
        boolean isEmpty = values.start(resources.value()) == values.end(resources.value());
        return isEmpty ? UNKNOWN_SERVICE : text(values, resources.value());
      }
    }
    return UNKNOWN_SERVICE;
  }

  private static String text(ValueTable values, int code) {
    ByteSink out = new ByteSink();
    values.appendText(code, out);
    return out.slice().toString();
  }

  private void add(SpanBatch batch, int span, String service) {
    boolean isError = batch.statusCode(span) == StatusCode.ERROR;
    Count count = services.computeIfAbsent(service, _ -> new Count());
    count.spans++;
    count.errors += isError ? 1 : 0;
    errors += isError ? 1 : 0;
    long start = batch.startNanos(span);
    startNanos = Math.min(startNanos, start);
    endNanos = Math.max(endNanos, batch.endNanos(span));
    boolean isRoot = batch.parentId(span) == 0;
    // The earliest span without a parent is the root; without any, the earliest span is.
    if ((isRoot && !hasRoot) || (isRoot == hasRoot && start < rootStartNanos)) {
      hasRoot = isRoot;
      rootStartNanos = start;
      rootService = service;
      rootName = text(batch.values(), batch.name(span));
    }
    if (spans == ids.length) {
      ids = Arrays.copyOf(ids, spans * 2);
      parents = Arrays.copyOf(parents, spans * 2);
    }
    ids[spans] = batch.spanId(span);
    parents[spans++] = batch.parentId(span);
  }

  public Map<String, Count> services() {
    return services;
  }

  public int spans() {
    return spans;
  }

  public int errors() {
    return errors;
  }

  public long startNanos() {
    return startNanos;
  }

  public long endNanos() {
    return endNanos;
  }

  public String rootService() {
    return rootService;
  }

  public String rootName() {
    return rootName;
  }

  /// How many spans name a parent that is not there.
  public int orphans() {
    long[] sorted = Arrays.copyOf(ids, spans);
    Arrays.sort(sorted);
    int orphans = 0;
    for (int span = 0; span < spans; span++) {
      orphans += parents[span] != 0 && Arrays.binarySearch(sorted, parents[span]) < 0 ? 1 : 0;
    }
    return orphans;
  }
}
