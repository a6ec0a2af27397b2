package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.AttributeLists;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueTable;

/// Writes a whole list of attributes as one value, so that resources, scopes and overrides are
/// dictionary entries like any other: number of attributes, then per attribute the sized key, the
/// type code and the sized bytes.
final class AttributeSets {
  private AttributeSets() {}

  static void append(
      AttributeLists lists, int list, ValueTable keys, ValueTable values, ByteSink out) {
    out.putVarint(lists.end(list) - lists.start(list));
    for (int at = lists.start(list); at < lists.end(list); at++) {
      int key = lists.key(at);
      int value = lists.value(at);
      out.putSized(keys.bytes(), keys.start(key), keys.end(key) - keys.start(key));
      out.putByte(values.typeCode(value));
      out.putSized(values.bytes(), values.start(value), values.end(value) - values.start(value));
    }
  }

  /// A scope's value: name, version, attributes.
  static void appendScope(SpanBatch batch, int scope, ByteSink out) {
    appendText(batch.values(), batch.scopeName(scope), out);
    appendText(batch.values(), batch.scopeVersion(scope), out);
    append(batch.scopes(), scope, batch.keys(), batch.values(), out);
  }

  /// An override's value: the names of the stream's further fields, then the replaced fields.
  static void appendOverride(SpanBatch batch, int override, ByteSink out) {
    out.putVarint(batch.streamFields().size());
    for (String field : batch.streamFields()) {
      byte[] bytes = field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      out.putSized(bytes, 0, bytes.length);
    }
    append(batch.overrides(), override, batch.keys(), batch.values(), out);
  }

  private static void appendText(ValueTable values, int code, ByteSink out) {
    out.putSized(values.bytes(), values.start(code), values.end(code) - values.start(code));
  }
}
