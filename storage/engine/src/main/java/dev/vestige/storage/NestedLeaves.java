package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;

/// Walks a nested list of keys down to its leaves and hands each to a [SpanBatchBuilder] under its
/// joined key. Names that are too long are counted and not followed further, so that a few bytes of
/// nesting cannot ask for long names over and over. Confined to the builder's thread.
final class NestedLeaves {
  private final SpanBatchBuilder builder;
  private final ByteSink key = new ByteSink(128);
  private int typeFlag;
  private boolean asking;
  private boolean kept;

  NestedLeaves(SpanBatchBuilder builder) {
    this.builder = builder;
  }

  /// Adds the leaves of the list at the given key, their types marked with the flag.
  void add(byte[] listKey, int offset, int length, int flag, byte[] any, int from, int anyLength) {
    asking = false;
    typeFlag = flag;
    walk(listKey, offset, length, any, from, anyLength);
  }

  /// Whether the rules keep all leaves as they are.
  boolean areKept(byte[] listKey, int offset, int length, byte[] any, int from, int anyLength) {
    asking = true;
    kept = true;
    walk(listKey, offset, length, any, from, anyLength);
    return kept;
  }

  private void walk(byte[] listKey, int offset, int length, byte[] any, int from, int anyLength) {
    key.clear();
    if (builder.isTooLong(length)) {
      return;
    }
    key.putBytes(listKey, offset, length);
    AnyValues.read(any, from, anyLength, (_, list, start, size, _) -> pairs(list, start, size, 0));
  }

  private void pairs(byte[] list, int listStart, int listLength, int depth) {
    AnyValues.checkDepth(depth);
    int keyEnd = key.position();
    AnyValues.forEachPair(
        list,
        listStart,
        listLength,
        (pairKey, pairKeyLength, value, valueLength) -> {
          int joined = keyEnd + 1 + pairKeyLength;
          if (builder.isTooLong(joined)) {
            builder.refuseName(joined);
          } else {
            key.truncate(keyEnd);
            key.putByte('.');
            key.putBytes(list, pairKey, pairKeyLength);
            value(list, value, valueLength, depth);
          }
        });
    key.truncate(keyEnd);
  }

  private void value(byte[] any, int from, int length, int depth) {
    AnyValues.read(
        any,
        from,
        length,
        (type, bytes, start, size, number) -> {
          if (type == ValueType.KVLIST) {
            pairs(bytes, start, size, depth + 1);
          } else if (asking) {
            kept &= builder.action(key.array(), 0, key.position()) == AttributeRules.Action.KEEP;
          } else if (type == ValueType.ARRAY) {
            leaf(type, any, from, length, number);
          } else {
            leaf(type, bytes, start, size, number);
          }
        });
  }

  private void leaf(ValueType type, byte[] bytes, int start, int size, long number) {
    int code = type.code() | typeFlag;
    switch (type) {
      case ABSENT, KVLIST -> {}
      case NULL -> builder.put(key.array(), 0, key.position(), code, bytes, start, 0);
      case STRING, BYTES, ARRAY ->
          builder.put(key.array(), 0, key.position(), code, bytes, start, size);
      case BOOL, INT, DOUBLE -> builder.putNumber(key.array(), 0, key.position(), code, number);
    }
  }
}
