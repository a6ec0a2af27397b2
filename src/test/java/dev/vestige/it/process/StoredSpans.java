package dev.vestige.it.process;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.AttributeLists;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a server left in its data folder, each span as one text with everything typed in it. Opens
/// the folder, so the server must have ended.
final class StoredSpans {
  private static final HexFormat HEX = HexFormat.of();

  private StoredSpans() {}

  /// The spans of these traces by their ids.
  static Map<String, String> of(Path data, Collection<String> traceIds) {
    List<TraceId> ids =
        traceIds.stream().map(id -> TraceId.parse(id).orElseThrow()).sorted().distinct().toList();
    Map<String, String> spans = new TreeMap<>();
    try (Engine engine = Engine.open(FileSystemDirectory.create(data), EngineOptions.DEFAULTS)) {
      engine.spans(TenantId.DEFAULT, ids, Cancellation.never(), batch -> add(batch, spans));
    }
    return spans;
  }

  private static void add(SpanBatch batch, Map<String, String> spans) {
    for (int row = 0; row < batch.size(); row++) {
      spans.put(HEX.toHexDigits(batch.spanId(row)), describe(batch, row));
    }
  }

  private static String describe(SpanBatch batch, int row) {
    int scope = batch.scope(row);
    StringBuilder text = new StringBuilder();
    text.append("trace ")
        .append(HEX.toHexDigits(batch.traceIdHigh(row)))
        .append(HEX.toHexDigits(batch.traceIdLow(row)))
        .append(" parent ")
        .append(HEX.toHexDigits(batch.parentId(row)))
        .append("\nname ")
        .append(text(batch, batch.name(row)))
        .append(" kind ")
        .append(batch.kind(row))
        .append("\ntimes ")
        .append(batch.startNanos(row))
        .append(' ')
        .append(batch.endNanos(row))
        .append("\nstatus ")
        .append(batch.statusCode(row))
        .append(' ')
        .append(text(batch, batch.statusMessage(row)))
        .append("\nscope ")
        .append(text(batch, batch.scopeName(scope)))
        .append(' ')
        .append(text(batch, batch.scopeVersion(scope)))
        .append("\nresource ")
        .append(attributes(batch, batch.resources(), batch.resource(row)))
        .append("\nattributes ")
        .append(attributes(batch, batch.attributes(), row));
    for (int event = batch.eventStart(row); event < batch.eventEnd(row); event++) {
      text.append("\nevent ")
          .append(batch.events().timeNanos(event))
          .append(' ')
          .append(text(batch, batch.events().name(event)))
          .append(' ')
          .append(attributes(batch, batch.events().attributes(), event));
    }
    for (int link = batch.linkStart(row); link < batch.linkEnd(row); link++) {
      text.append("\nlink ")
          .append(HEX.toHexDigits(batch.links().traceIdHigh(link)))
          .append(HEX.toHexDigits(batch.links().traceIdLow(link)))
          .append(' ')
          .append(HEX.toHexDigits(batch.links().spanId(link)))
          .append(' ')
          .append(attributes(batch, batch.links().attributes(), link));
    }
    return text.toString();
  }

  private static String text(SpanBatch batch, int code) {
    ByteSink text = new ByteSink();
    batch.values().appendText(code, text);
    return text.slice().toString();
  }

  private static Map<String, String> attributes(SpanBatch batch, AttributeLists lists, int list) {
    Map<String, String> attributes = new TreeMap<>();
    for (int at = lists.start(list); at < lists.end(list); at++) {
      int value = lists.value(at);
      if (!batch.values().isLeaf(value)) {
        attributes.put(
            batch.keys().raw(lists.key(at)).toString(),
            batch.values().type(value) + " " + text(batch, value));
      }
    }
    return attributes;
  }
}
