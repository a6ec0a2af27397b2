package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.kept.KeptFields;
import dev.vestige.logsql.exec.kept.RowsOutput;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.trace.CriticalPath;
import dev.vestige.logsql.trace.OwnTime;
import dev.vestige.logsql.trace.SpanTree;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `trace_tree`: adds fields to the rows of a trace, those that are read behind it.
final class TreeSink implements TraceSink {
  private static final byte[] NONE = "none".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FOUND = "found".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MISSING = "missing".getBytes(StandardCharsets.US_ASCII);

  private final List<String> fields;
  private final RowsOutput output;
  private final SpanPaths paths = new SpanPaths();
  private final ByteSink row = new ByteSink();
  private final ByteSink value = new ByteSink();

  /// The fields of rows with those that are added behind them.
  private final Map<KeptFields, KeptFields> extended = new HashMap<>();

  /// @param needed the fields that are read behind the pipe
  TreeSink(FieldSet needed, BlockSink next) {
    this.fields = TraceTreePipe.FIELDS.stream().filter(needed::contains).toList();
    this.output = new RowsOutput(next, null);
  }

  @Override
  public boolean accept(HeldTrace trace) {
    long[] critical =
        fields.contains(TraceTreePipe.CRITICAL) ? CriticalPath.nanos(trace.tree()) : new long[0];
    for (int span = 0; span < trace.size(); span++) {
      KeptFields names = trace.rowFields(span);
      row.clear();
      row.putBytes(trace.row(span));
      for (int i = 0; i < fields.size(); i++) {
        value.clear();
        append(fields.get(i), trace, span, critical);
        if (value.position() > 0) {
          row.putVarint(names.names().size() + i);
          row.putSized(value.array(), 0, value.position());
        }
      }
      if (!output.add(extended.computeIfAbsent(names, this::extend), row.toByteArray(), 0)) {
        return false;
      }
    }
    return true;
  }

  private KeptFields extend(KeptFields names) {
    List<String> all = new ArrayList<>(names.names());
    all.addAll(fields);
    return KeptFields.named(all);
  }

  private void append(String field, HeldTrace trace, int span, long[] critical) {
    SpanTree tree = trace.tree();
    switch (field) {
      case TraceTreePipe.DEPTH -> ValueText.appendLong(tree.depth(span), value);
      case TraceTreePipe.CHILDREN -> ValueText.appendLong(tree.childCount(span), value);
      case TraceTreePipe.PARENT -> value.putBytes(parentState(tree, span));
      case TraceTreePipe.OWN -> ValueText.appendLong(OwnTime.nanos(tree, span), value);
      case TraceTreePipe.CRITICAL -> ValueText.appendLong(critical[span], value);
      case TraceTreePipe.PATH -> paths.append(trace, span, value);
      case TraceTreePipe.ROOT_SERVICE -> append(trace.service(tree.root()));
      case TraceTreePipe.ROOT_NAME -> append(trace.name(tree.root()));
      case TraceTreePipe.ROOT_DURATION ->
          ValueText.appendLong(tree.spans().durationNanos(tree.root()), value);
      default -> {
        if (tree.parent(span) != SpanTree.NONE) {
          appendOfParent(field, trace, span, tree.parent(span));
        }
      }
    }
  }

  private static byte[] parentState(SpanTree tree, int span) {
    if (tree.parent(span) != SpanTree.NONE) {
      return FOUND;
    }
    return tree.isOrphan(span) ? MISSING : NONE;
  }

  private void appendOfParent(String field, HeldTrace trace, int span, int parent) {
    switch (field) {
      case TraceTreePipe.PARENT_SERVICE -> append(trace.service(parent));
      case TraceTreePipe.PARENT_NAME -> append(trace.name(parent));
      default ->
          ValueText.appendLong(
              trace.tree().spans().startNanos(span) - trace.tree().spans().startNanos(parent),
              value);
    }
  }

  private void append(ByteSlice text) {
    value.putBytes(text.array(), text.offset(), text.length());
  }

  @Override
  public void flush() {
    output.flush();
  }
}
