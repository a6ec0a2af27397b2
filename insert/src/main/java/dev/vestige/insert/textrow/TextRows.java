package dev.vestige.insert.textrow;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.IntList;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.Refusals;
import dev.vestige.storage.Streams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A body of rows, sorted into groups that become a batch each. Checks that the body is whole; rows
/// that are no spans are left out and counted. Confined to one thread.
final class TextRows {
  /// Labels of streams that other nodes make for themselves out of spans.
  private static final List<String> INDEX_LABELS =
      List.of("trace_id_idx_stream", "trace_service_graph_stream");

  private final ByteSlice body;
  private final ByteSource source;
  private final Refusals leftOut = new Refusals();
  private final Map<GroupKey, IntList> startsByGroup = new LinkedHashMap<>();

  /// What is known of the tenant and labels at the beginning of a row, by their bytes.
  private final Map<ByteSlice, Beginning> beginnings = new HashMap<>();

  /// Rows that differ in nothing that a batch has only once.
  private record GroupKey(TenantId tenant, List<String> streamFields) {}

  /// What the beginning of a row says: its group, or why it is left out.
  private sealed interface Beginning {
    record Grouped(GroupKey group) implements Beginning {}

    record LeftOut(RefusalReason reason) implements Beginning {}
  }

  /// Rows of one batch.
  ///
  /// @param starts where in the body they begin
  record Group(TenantId tenant, List<String> streamFields, IntList starts) {}

  /// @throws VestigeException INVALID_INPUT when the body ends inside a row
  TextRows(ByteSlice body) {
    this.body = body;
    this.source = source(body);
    int row = 0;
    try {
      for (; source.remaining() > 0; row++) {
        sort();
      }
    } catch (VestigeException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT, "cannot parse row " + row + ": " + e.getMessage(), e);
    }
  }

  private static ByteSource source(ByteSlice body) {
    return new ByteSource("rows of texts", body.array(), body.offset(), body.length());
  }

  private void sort() {
    int start = source.position();
    source.take(2 * Integer.BYTES);
    source.take(source.getCount("length of the stream's labels", source.remaining()));
    int length = source.position() - start;
    ByteSlice bytes = new ByteSlice(body.array(), body.offset() + start, length);
    source.getLong();
    int fields = source.getCount("fields", source.remaining() / 2);
    for (int i = 0; i < 2 * fields; i++) {
      source.take(source.getCount("length of a name or value", source.remaining()));
    }
    switch (beginnings.computeIfAbsent(bytes, TextRows::read)) {
      case Beginning.Grouped grouped ->
          startsByGroup.computeIfAbsent(grouped.group(), _ -> new IntList()).add(start);
      case Beginning.LeftOut out -> leftOut.add(out.reason(), 1);
    }
  }

  private static Beginning read(ByteSlice bytes) {
    ByteSource beginning = source(bytes);
    TenantId tenant = new TenantId(bigEndianInt(beginning), bigEndianInt(beginning));
    beginning.getVarint();
    try {
      List<String> labels = labels(beginning);
      if (labels.stream().anyMatch(INDEX_LABELS::contains)) {
        return new Beginning.LeftOut(RefusalReason.INDEX_ROW);
      }
      labels.removeAll(List.of(Streams.NAME_FIELD, Streams.SERVICE_FIELD));
      return new Beginning.Grouped(new GroupKey(tenant, List.copyOf(labels)));
    } catch (VestigeException _) {
      return new Beginning.LeftOut(RefusalReason.BROKEN_STREAM);
    }
  }

  private static List<String> labels(ByteSource beginning) {
    List<String> labels = new ArrayList<>();
    int count = beginning.getCount("labels", beginning.remaining() / 2);
    for (int i = 0; i < count; i++) {
      labels.add(text(beginning).toString());
      var _ = text(beginning);
    }
    beginning.requireEnd();
    return labels;
  }

  private static ByteSlice text(ByteSource from) {
    int length = from.getCount("length of a label", from.remaining());
    return new ByteSlice(from.array(), from.take(length), length);
  }

  static int bigEndianInt(ByteSource from) {
    return Integer.reverseBytes(from.getInt());
  }

  List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    startsByGroup.forEach(
        (key, starts) -> groups.add(new Group(key.tenant(), key.streamFields(), starts)));
    return groups;
  }

  /// The rows that are in no group, by reason.
  Refusals leftOut() {
    return leftOut;
  }

  /// The body again, to be read row by row.
  ByteSource source() {
    return source(body);
  }
}
