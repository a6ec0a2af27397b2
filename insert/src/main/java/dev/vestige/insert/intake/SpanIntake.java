package dev.vestige.insert.intake;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.Limits;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.TerminalColors;
import org.jspecify.annotations.Nullable;

/// Between a reader of some format and the batch it fills: opens and ends resources, scopes and
/// spans, applies the request's options, and takes back every span that breaks a limit, counting it
/// with its reason. Attributes go straight into [#builder()].
///
/// ```
/// begin { beginResource … endResource { beginScope … endScope { beginSpan … endSpan }}} batch
/// ```
///
/// Reusable after [#begin]; confined to one thread.
public final class SpanIntake {
  /// Fields that every row has: ids, kind, flags, times, duration, counts, status.
  private static final int FIXED_FIELDS = 11;

  private static final int EVENT_FIELDS = 3;
  private static final int LINK_FIELDS = 5;

  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final Refusals refusals = new Refusals();
  private InsertLimits limits = InsertLimits.DEFAULTS;
  private TimeRange accepted = TimeRange.ALL;
  private SpanGate gate = SpanGate.OPEN;
  private @Nullable FieldRules rules;
  private int received;

  private @Nullable RefusalReason resourceRefusal;
  private long resourceBytes;
  private int resourceFields;
  private @Nullable RefusalReason scopeRefusal;
  private long scopeBytes;
  private int scopeFields;
  private @Nullable RefusalReason refusal;
  private int refusedBefore;
  private int ownFields;
  private int idsPresent;
  private long endNanos;

  /// Starts a request.
  ///
  /// @param acceptedTimes `_time` that the store takes now
  /// @param spanGate what the tenant may still send
  public void begin(
      TenantId tenant,
      InsertOptions options,
      InsertLimits insertLimits,
      TimeRange acceptedTimes,
      SpanGate spanGate) {
    builder.reset(tenant);
    builder.streamFields(options.streamFields());
    refusals.clear();
    limits = insertLimits;
    accepted = acceptedTimes;
    gate = spanGate;
    received = 0;
    rules = null;
    if (!options.extraFields().isEmpty()
        || !options.ignored().isEmpty()
        || !options.decolorized().isEmpty()) {
      rules = new FieldRules(options, builder);
      builder.rules(rules);
    }
  }

  public SpanBatchBuilder builder() {
    return builder;
  }

  public InsertLimits limits() {
    return limits;
  }

  /// What was refused since [#begin].
  public Refusals refusals() {
    return refusals;
  }

  /// Spans seen since [#begin], refused ones included.
  public int received() {
    return received;
  }

  public void beginResource() {
    builder.beginResource();
    refusal = null;
    refusedBefore = builder.refusedAttributes();
  }

  public void endResource() {
    addOwn(AttributeScope.RESOURCE);
    builder.endResource();
    resourceFields = builder.resourceAttributes();
    resourceBytes = builder.openBytes();
    resourceRefusal = openRefusal();
  }

  public void beginScope() {
    builder.beginScope();
    refusal = null;
    refusedBefore = builder.refusedAttributes();
  }

  /// Ends a scope with the codes of its name and version.
  public void endScope(int nameCode, int versionCode) {
    addOwn(AttributeScope.SCOPE);
    builder.endScope(nameCode, versionCode);
    scopeFields = builder.scopeAttributes() + (nameCode == 0 ? 0 : 1) + (versionCode == 0 ? 0 : 1);
    scopeBytes = builder.openBytes();
    scopeRefusal = resourceRefusal != null ? resourceRefusal : openRefusal();
  }

  private void addOwn(AttributeScope scope) {
    if (rules != null) {
      rules.addOwn(scope);
    }
  }

  private @Nullable RefusalReason openRefusal() {
    if (refusal != null) {
      return refusal;
    }
    if (builder.refusedAttributes() == refusedBefore) {
      return null;
    }
    return builder.longestFieldName() > Limits.FIELD_NAME_BYTES_MAX
        ? RefusalReason.TOO_LONG_FIELD_NAME
        : RefusalReason.TOO_MANY_FIELDS;
  }

  public void beginSpan() {
    builder.beginSpan();
    refusal = scopeRefusal;
    refusedBefore = builder.refusedAttributes();
    received++;
    ownFields = FIXED_FIELDS;
    idsPresent = 0;
    endNanos = 0;
  }

  /// Refuses what is open; the first reason stays.
  public void refuse(RefusalReason reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }

  /// Whether what is open is refused already, so that its reader may pass over the rest.
  public boolean isRefused() {
    return refusal != null;
  }

  /// Refuses the open span as soon as its parts alone are more than a row may have.
  public void checkFields() {
    if (fields() > limits.fieldsPerSpanMax()) {
      refuse(RefusalReason.TOO_MANY_FIELDS);
    }
  }

  private int fields() {
    return ownFields
        + resourceFields
        + scopeFields
        + builder.spanAttributes()
        + builder.childAttributes()
        + EVENT_FIELDS * builder.spanEvents()
        + LINK_FIELDS * builder.spanLinks();
  }

  public void traceId(long high, long low) {
    builder.traceId(high, low);
    idsPresent = (high | low) == 0 ? idsPresent & ~1 : idsPresent | 1;
  }

  public void spanId(long id) {
    builder.spanId(id);
    idsPresent = id == 0 ? idsPresent & ~2 : idsPresent | 2;
  }

  public void parentId(long id) {
    builder.parentId(id);
    ownFields += id == 0 ? 0 : 1;
  }

  public void times(long startNanos, long newEndNanos) {
    builder.times(startNanos, newEndNanos);
    endNanos = newEndNanos;
  }

  public void name(byte[] bytes, int offset, int length) {
    builder.name(text("name", bytes, offset, length));
  }

  public void status(int code, byte[] bytes, int offset, int length) {
    builder.status(code, text("status_message", bytes, offset, length));
  }

  public void traceState(byte[] bytes, int offset, int length) {
    builder.traceState(text("trace_state", bytes, offset, length));
  }

  private int text(String field, byte[] bytes, int offset, int length) {
    ownFields += length == 0 ? 0 : 1;
    if (rules == null || !rules.decolorizes(field)) {
      return builder.text(bytes, offset, length);
    }
    ByteSlice plain = TerminalColors.strip(bytes, offset, length);
    return builder.text(plain.array(), plain.offset(), plain.length());
  }

  /// Ends the span: it becomes part of the batch, or is taken back and counted.
  public void endSpan() {
    addOwn(AttributeScope.SPAN);
    RefusalReason reason = spanRefusal();
    if (reason != null) {
      builder.dropSpan();
      refusals.add(reason);
      return;
    }
    if (rules != null) {
      rules.override(builder.spanEvents(), builder.spanLinks());
    }
    builder.endSpan();
  }

  private @Nullable RefusalReason spanRefusal() {
    RefusalReason open = openRefusal();
    if (open != null) {
      return open;
    }
    if (idsPresent != 3) {
      return RefusalReason.INVALID_ID;
    }
    if (fields() > limits.fieldsPerSpanMax()) {
      return RefusalReason.TOO_MANY_FIELDS;
    }
    if (resourceBytes + scopeBytes + builder.openBytes() > limits.spanBytesMax()) {
      return RefusalReason.TOO_LARGE_SPAN;
    }
    // Times are unsigned: a negative one lies beyond the year 2262.
    if (endNanos < 0 || endNanos > accepted.toNanos()) {
      return RefusalReason.TOO_BIG_TIMESTAMP;
    }
    if (endNanos < accepted.fromNanos()) {
      return RefusalReason.TOO_SMALL_TIMESTAMP;
    }
    return gate.refusal(builder);
  }

  /// The spans that were taken.
  public SpanBatch batch() {
    return builder.build();
  }
}
