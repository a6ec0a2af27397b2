package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.IntList;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Collects spans into a [SpanBatch]. Every door in (OTLP protobuf and JSON, Zipkin, Jaeger) drives
/// it the same way:
///
/// ```
/// reset(tenant) { beginResource, attributes…, endResource
///   { beginScope, attributes…, endScope
///     { beginSpan, setters and attributes…, { beginEvent, attributes…, endEvent | … }
///       endSpan or dropSpan }}} build
/// ```
///
/// Attributes go to whatever was begun last and not yet ended; setters, attributes, events and
/// links of a span come in any order. Nothing is allocated per span or attribute once the builder
/// is warm. Reusable after [#reset(TenantId)]; confined to one thread.
public final class SpanBatchBuilder {
  /// Entries that there is room for in the beginning: those of a trace of common size, as one is
  /// made for each that is read.
  private static final int CAPACITY = 64;

  TenantId tenant = TenantId.DEFAULT;
  final ValueInterner keys = new ValueInterner(Limits.BATCH_KEY_BYTES_MAX);
  final ValueInterner values = new ValueInterner(Limits.BATCH_VALUE_BYTES_MAX);
  final AttributeLists.Builder resources = new AttributeLists.Builder(CAPACITY);
  final AttributeLists.Builder scopes = new AttributeLists.Builder(CAPACITY);
  final IntList scopeNames = new IntList();
  final IntList scopeVersions = new IntList();
  final AttributeLists.Builder overrides = new AttributeLists.Builder(CAPACITY);
  final SpanColumns spans = new SpanColumns(CAPACITY);
  final AttributeLists.Builder attributes = new AttributeLists.Builder(CAPACITY);
  final EventColumns events = new EventColumns(CAPACITY);
  final LinkColumns links = new LinkColumns(CAPACITY);
  List<String> streamFields = List.of();

  private final KeyActions actions = new KeyActions();
  private final NestedLeaves leaves = new NestedLeaves(this);
  private AttributeScope scope = AttributeScope.RESOURCE;
  private AttributeLists.Builder target = resources;
  private int resource;
  private int scopeList;
  private int overrideList;
  private int span;
  private int keysBefore;
  private int valuesBefore;
  private int refusedAttributes;

  /// Bytes that a field name has around the attribute's key.
  private int nameFrame;

  private int longestName;
  private long openBytes;

  /// Empties the builder for the spans of a tenant; rules and stream fields go back to none.
  public void reset(TenantId newTenant) {
    tenant = newTenant;
    keys.clear();
    values.clear();
    resources.clear();
    scopes.clear();
    scopeNames.clear();
    scopeVersions.clear();
    overrides.clear();
    overrides.end();
    spans.clear();
    attributes.clear();
    events.clear();
    links.clear();
    streamFields = List.of();
    actions.clear(AttributeRules.KEEP_ALL);
    overrideList = 0;
    refusedAttributes = 0;
  }

  /// Sets what is done with attributes; before the first one of the batch.
  public void rules(AttributeRules rules) {
    actions.clear(rules);
  }

  /// Names the fields that make up the stream besides span name and service name.
  public void streamFields(List<String> fields) {
    streamFields = fields;
  }

  /// Sets a text of what is open, whatever it came with and whatever the rules say.
  public void replaceAttribute(byte[] key, byte[] text) {
    target.put(
        keys.intern(ValueType.STRING.code(), key, 0, key.length),
        values.intern(ValueType.STRING.code(), text, 0, text.length));
  }

  /// Adds a replacement of a field of the LogsQL view for the spans that follow the next
  /// [#endOverrides()]. An absent value removes the field.
  public void override(String field, ValueType type, String text) {
    byte[] key = field.getBytes(StandardCharsets.UTF_8);
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    overrides.put(
        keys.intern(ValueType.STRING.code(), key, 0, key.length),
        type == ValueType.ABSENT ? 0 : values.intern(type.code(), value, 0, value.length));
  }

  /// Ends the overrides and returns their list's number.
  public int endOverrides() {
    overrideList = overrides.end();
    return overrideList;
  }

  /// Goes back to spans without overrides.
  public void noOverrides() {
    overrideList = 0;
  }

  /// Adds an attribute by its stored form: key and value are ranges of the same array. Leaves stay
  /// leaves; rules are not asked.
  public void storedAttribute(
      byte[] bytes, int keyStart, int keyLength, int typeCode, int valueStart, int valueLength) {
    target.put(
        keys.intern(ValueType.STRING.code(), bytes, keyStart, keyLength),
        values.intern(typeCode, bytes, valueStart, valueLength));
  }

  /// Gives the open span another list of overrides than those of the last [#endOverrides()].
  public void overrideList(int list) {
    spans.override[span] = list;
  }

  /// Adds an attribute as it stands in another batch, without asking the rules.
  void copyAttribute(ValueTable fromKeys, int key, ValueTable fromValues, int value) {
    int keyStart = fromKeys.start(key);
    int valueStart = fromValues.start(value);
    target.put(
        keys.intern(
            ValueType.STRING.code(), fromKeys.bytes(), keyStart, fromKeys.end(key) - keyStart),
        values.intern(
            fromValues.typeCode(value),
            fromValues.bytes(),
            valueStart,
            fromValues.end(value) - valueStart));
  }

  public void beginResource() {
    begin(AttributeScope.RESOURCE, resources);
  }

  private void begin(AttributeScope newScope, AttributeLists.Builder newTarget) {
    aim(newScope, newTarget);
    openBytes = 0;
    longestName = 0;
  }

  private void aim(AttributeScope newScope, AttributeLists.Builder newTarget) {
    scope = newScope;
    target = newTarget;
    nameFrame = newScope.prefix().length();
  }

  /// Attributes of an event or link carry its number behind their key.
  private void aimAtChild(AttributeScope newScope, AttributeLists.Builder newTarget, int number) {
    aim(newScope, newTarget);
    nameFrame += 2;
    for (int rest = number; rest >= 10; rest /= 10) {
      nameFrame++;
    }
  }

  public void endResource() {
    resource = resources.end();
  }

  public void beginScope() {
    begin(AttributeScope.SCOPE, scopes);
  }

  public void endScope(int nameCode, int versionCode) {
    scopeList = scopes.end();
    scopeNames.add(nameCode);
    scopeVersions.add(versionCode);
  }

  /// The value code of a text; 0 for the empty text.
  public int text(byte[] bytes, int offset, int length) {
    openBytes += length;
    return length == 0 ? 0 : values.intern(ValueType.STRING.code(), bytes, offset, length);
  }

  public void beginSpan() {
    begin(AttributeScope.SPAN, attributes);
    keysBefore = keys.size();
    valuesBefore = values.size();
    span = spans.add();
    spans.spanId[span] = 0;
    spans.parentId[span] = 0;
    spans.traceHigh[span] = 0;
    spans.traceLow[span] = 0;
    spans.start[span] = 0;
    spans.end[span] = 0;
    spans.name[span] = 0;
    spans.kind[span] = 0;
    spans.statusCode[span] = 0;
    spans.statusMessage[span] = 0;
    spans.traceState[span] = 0;
    spans.flags[span] = 0;
    spans.droppedAttributes[span] = 0;
    spans.droppedEvents[span] = 0;
    spans.droppedLinks[span] = 0;
    spans.resource[span] = resource;
    spans.scope[span] = scopeList;
    spans.override[span] = overrideList;
    spans.eventOffsets[span] = events.size;
    spans.linkOffsets[span] = links.size;
  }

  public void traceId(long high, long low) {
    spans.traceHigh[span] = high;
    spans.traceLow[span] = low;
  }

  public void spanId(long id) {
    spans.spanId[span] = id;
  }

  public void parentId(long id) {
    spans.parentId[span] = id;
  }

  public void times(long startNanos, long endNanos) {
    spans.start[span] = startNanos;
    spans.end[span] = endNanos;
  }

  public void name(int textCode) {
    spans.name[span] = textCode;
  }

  public void kind(int kind) {
    spans.kind[span] = kind;
  }

  public void status(int code, int messageCode) {
    spans.statusCode[span] = code;
    spans.statusMessage[span] = messageCode;
  }

  public void traceState(int textCode) {
    spans.traceState[span] = textCode;
  }

  public void flags(int flags) {
    spans.flags[span] = flags;
  }

  public void dropped(int attributeCount, int eventCount, int linkCount) {
    spans.droppedAttributes[span] = attributeCount;
    spans.droppedEvents[span] = eventCount;
    spans.droppedLinks[span] = linkCount;
  }

  public void beginEvent(long timeNanos, int nameCode, int droppedAttributes) {
    int event = events.add();
    aimAtChild(AttributeScope.EVENT, events.building, event - spans.eventOffsets[span]);
    eventDetails(timeNanos, nameCode, droppedAttributes);
  }

  /// What [#beginEvent] was told, for doors that learn it after the event's attributes.
  public void eventDetails(long timeNanos, int nameCode, int droppedAttributes) {
    int event = events.size - 1;
    events.time[event] = timeNanos;
    events.name[event] = nameCode;
    events.dropped[event] = droppedAttributes;
  }

  public void endEvent() {
    events.building.end();
    aim(AttributeScope.SPAN, attributes);
  }

  public void beginLink(long traceHigh, long traceLow, long spanId) {
    int link = links.add();
    aimAtChild(AttributeScope.LINK, links.building, link - spans.linkOffsets[span]);
    linkIds(traceHigh, traceLow, spanId);
    linkDetails(0, 0, 0);
  }

  /// What [#beginLink] was told, for doors that learn it after the link's attributes.
  public void linkIds(long traceHigh, long traceLow, long spanId) {
    int link = links.size - 1;
    links.traceHigh[link] = traceHigh;
    links.traceLow[link] = traceLow;
    links.spanId[link] = spanId;
  }

  public void linkDetails(int traceStateCode, int flags, int droppedAttributes) {
    int link = links.size - 1;
    links.traceState[link] = traceStateCode;
    links.flags[link] = flags;
    links.dropped[link] = droppedAttributes;
  }

  public void endLink() {
    links.building.end();
    aim(AttributeScope.SPAN, attributes);
  }

  public void endSpan() {
    attributes.end();
    spans.eventOffsets[span + 1] = events.size;
    spans.linkOffsets[span + 1] = links.size;
  }

  /// Takes back everything since [#beginSpan()], codes of texts included.
  public void dropSpan() {
    attributes.abandon();
    events.size = spans.eventOffsets[span];
    events.building.truncate(events.size);
    links.size = spans.linkOffsets[span];
    links.building.truncate(links.size);
    spans.size = span;
    keys.truncate(keysBefore);
    values.truncate(valuesBefore);
    actions.truncate(keysBefore);
    aim(AttributeScope.SPAN, attributes);
  }

  /// Adds a `STRING` or `BYTES`, or a `NULL` of no bytes.
  public void attributeText(
      byte[] key,
      int keyOffset,
      int keyLength,
      ValueType type,
      byte[] bytes,
      int from,
      int length) {
    put(key, keyOffset, keyLength, type.code(), bytes, from, length);
  }

  /// Adds an `INT`, or a `DOUBLE` or `BOOL` by its bits.
  public void attributeNumber(byte[] key, int keyOffset, int keyLength, ValueType type, long bits) {
    putNumber(key, keyOffset, keyLength, type.code(), bits);
  }

  /// Adds an `ARRAY` or `KVLIST` given as a whole OTLP `AnyValue` message; a list's leaves are
  /// added beside it for LogsQL, their keys joined by dots. Where the rules change a leaf the list
  /// itself is left out and its leaves stand alone.
  public void attributeNested(
      byte[] key, int keyOffset, int keyLength, ValueType type, byte[] any, int from, int length) {
    if (type != ValueType.KVLIST) {
      put(key, keyOffset, keyLength, type.code(), any, from, length);
    } else if (action(key, keyOffset, keyLength) != AttributeRules.Action.DROP) {
      boolean whole =
          actions.keepsAll() || leaves.areKept(key, keyOffset, keyLength, any, from, length);
      if (whole) {
        put(key, keyOffset, keyLength, type.code(), any, from, length);
      }
      leaves.add(key, keyOffset, keyLength, whole ? ValueType.LEAF : 0, any, from, length);
    }
  }

  void put(byte[] key, int keyOffset, int keyLength, int type, byte[] bytes, int from, int length) {
    int keyCode = admit(key, keyOffset, keyLength, length);
    if (keyCode == 0) {
      return;
    }
    switch (actions.of(scope, keyCode, key, keyOffset, keyLength)) {
      case DROP -> {}
      case KEEP -> add(keyCode, type, values.intern(type, bytes, from, length));
      case DECOLORIZE -> {
        boolean text = (type & ~ValueType.LEAF) == ValueType.STRING.code();
        ByteSlice plain =
            text ? TerminalColors.strip(bytes, from, length) : new ByteSlice(bytes, from, length);
        add(keyCode, type, values.intern(type, plain.array(), plain.offset(), plain.length()));
      }
    }
  }

  void putNumber(byte[] key, int keyOffset, int keyLength, int type, long bits) {
    int keyCode = admit(key, keyOffset, keyLength, 8);
    if (keyCode == 0
        || actions.of(scope, keyCode, key, keyOffset, keyLength) == AttributeRules.Action.DROP) {
      return;
    }
    boolean bool = (type & ~ValueType.LEAF) == ValueType.BOOL.code();
    add(keyCode, type, bool ? values.internByte(type, bits != 0) : values.internNumber(type, bits));
  }

  /// An attribute of its own goes before the leaf of a list that comes out at the same name.
  private void add(int keyCode, int type, int value) {
    if (ValueType.isLeaf(type)) {
      target.putIfMissing(keyCode, value);
    } else {
      target.put(keyCode, value);
    }
  }

  /// The code of the key, 0 when there is no room for the attribute.
  private int admit(byte[] key, int keyOffset, int keyLength, int valueLength) {
    if (target.openPairs() >= Limits.ATTRIBUTES_PER_LIST_MAX) {
      refusedAttributes++;
      return 0;
    }
    openBytes += keyLength + valueLength;
    longestName = Math.max(longestName, keyLength + nameFrame);
    if (isTooLong(keyLength)) {
      refusedAttributes++;
      return 0;
    }
    return keys.intern(ValueType.STRING.code(), key, keyOffset, keyLength);
  }

  AttributeRules.Action action(byte[] key, int keyOffset, int keyLength) {
    if (isTooLong(keyLength) || actions.keepsAll()) {
      return AttributeRules.Action.KEEP;
    }
    int keyCode = keys.intern(ValueType.STRING.code(), key, keyOffset, keyLength);
    return actions.of(scope, keyCode, key, keyOffset, keyLength);
  }

  /// Whether a key of that length makes a field name that is too long here.
  boolean isTooLong(int keyLength) {
    return keyLength + nameFrame > Limits.FIELD_NAME_BYTES_MAX;
  }

  /// Counts an attribute that is left out because its name is too long.
  void refuseName(int keyLength) {
    refusedAttributes++;
    longestName = Math.max(longestName, keyLength + nameFrame);
  }

  /// Attributes of the open span, its leaves included.
  public int spanAttributes() {
    return attributes.openPairs();
  }

  public int spanEvents() {
    return events.size - spans.eventOffsets[span];
  }

  public int spanLinks() {
    return links.size - spans.linkOffsets[span];
  }

  /// Attributes of the resource that was ended last.
  public int resourceAttributes() {
    return resources.lastPairs();
  }

  /// Attributes of the scope that was ended last.
  public int scopeAttributes() {
    return scopes.lastPairs();
  }

  /// Attributes of the events and links of the open span.
  public int childAttributes() {
    return events.building.pairsSince(spans.eventOffsets[span])
        + links.building.pairsSince(spans.linkOffsets[span]);
  }

  /// Attributes left out since [#reset(TenantId)] because their list was full or their name too
  /// long.
  public int refusedAttributes() {
    return refusedAttributes;
  }

  /// The longest field name, in bytes, that attributes have asked for since the resource, scope or
  /// span that was begun last.
  public int longestFieldName() {
    return longestName;
  }

  /// Bytes of keys, values and texts since the resource, scope or span that was begun last.
  public long openBytes() {
    return openBytes;
  }

  /// A hash of what names the open span's stream, the same for the same stream in every batch:
  /// service, span name and the added stream fields, as far as they are attributes of resource,
  /// scope or span. Overrides do not count.
  public long streamHash() {
    return OpenStream.hash(this, resource, scopeList, spans.name[span]);
  }

  /// Spans ended so far.
  public int size() {
    return spans.size;
  }

  /// Bytes of memory held between batches, roughly.
  public long heldBytes() {
    return keys.heldBytes() + values.heldBytes() + spans.heldBytes();
  }

  public SpanBatch build() {
    return new SpanBatch(this);
  }
}
