package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Begins resource, scope and override of a span in a builder, unless those of the span before are
/// the same. Confined to one thread.
final class SetCopy {
  private static final int NO_ROW = -1;

  private final SpanBatchBuilder to;
  private final @Nullable LazyColumn resource;
  private final @Nullable LazyColumn scope;
  private final @Nullable LazyColumn override;
  private final ByteSink set = new ByteSink();
  private final ByteSink text = new ByteSink();
  private int rowBefore = NO_ROW;

  SetCopy(DomainCopy spans, SpanBatchBuilder to) {
    this.to = to;
    resource = spans.field(Fields.RESOURCE);
    scope = spans.field(Fields.SCOPE);
    override = spans.field(Fields.OVERRIDE);
  }

  /// Forgets the span before, as the builder was reset.
  void reset() {
    rowBefore = NO_ROW;
  }

  void begin(int row) {
    if (isNew(resource, row)) {
      to.beginResource();
      read(resource, row);
      attributes(SetReader.Kind.RESOURCE);
      to.endResource();
    }
    if (isNew(scope, row)) {
      to.beginScope();
      read(scope, row);
      int name = scopeText(0);
      int version = scopeText(1);
      attributes(SetReader.Kind.SCOPE);
      to.endScope(name, version);
    }
    if (isNew(override, row)) {
      read(override, row);
      overrides();
    }
    rowBefore = row;
  }

  private boolean isNew(@Nullable LazyColumn column, int row) {
    return rowBefore == NO_ROW || (column != null && !column.stored().isSame(row, rowBefore));
  }

  /// Takes the set of a row, which is empty when it has none.
  private void read(@Nullable LazyColumn column, int row) {
    set.clear();
    if (column != null && column.has(row)) {
      column.stored().appendRaw(row, set);
    }
  }

  private void attributes(SetReader.Kind kind) {
    SetReader.forEach(kind, set.array(), 0, set.position(), to::storedAttribute);
  }

  private int scopeText(int which) {
    text.clear();
    SetReader.appendScopeText(which, set.array(), 0, set.position(), text);
    return to.text(text.array(), 0, text.position());
  }

  private void overrides() {
    if (set.position() == 0) {
      to.noOverrides();
      return;
    }
    to.streamFields(SetReader.streamFields(set.array(), 0, set.position()));
    SetReader.forEach(
        SetReader.Kind.OVERRIDE,
        set.array(),
        0,
        set.position(),
        (bytes, key, keyLength, type, value, length) ->
            to.override(
                new String(bytes, key, keyLength, StandardCharsets.UTF_8),
                ValueType.ofCode(type),
                new String(bytes, value, length, StandardCharsets.UTF_8)));
    to.endOverrides();
  }
}
