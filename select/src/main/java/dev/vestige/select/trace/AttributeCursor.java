package dev.vestige.select.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.storage.AttributeLists;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks the attributes of a resource, scope or span of a batch as LogsQL sees them: what the
/// request that brought the span in replaced or removed is replaced or gone. Reusable, confined to
/// one thread.
public final class AttributeCursor {
  private final byte[] prefix;
  private final SpanBatch batch;
  private final AttributeLists lists;
  private int at;
  private int end;
  private int overrideAt;
  private int overrideEnd;
  private int overrideStart;
  private int keyStart;
  private int keyEnd;
  private int value;

  /// @param prefix what stands before the key in the name of the field, `span_attr:` for example
  public AttributeCursor(String prefix, SpanBatch batch, AttributeLists lists) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.batch = batch;
    this.lists = lists;
  }

  /// Begins a list.
  ///
  /// @param override the list of what is replaced; 0 for nothing
  public void begin(int list, int override) {
    at = lists.start(list);
    end = lists.end(list);
    overrideStart = batch.overrides().start(override);
    overrideEnd = batch.overrides().end(override);
    overrideAt = overrideStart;
  }

  /// Goes on to the next attribute; false behind the last one.
  public boolean next() {
    while (at < end) {
      int key = lists.key(at);
      value = lists.value(at++);
      keyStart = batch.keys().start(key);
      keyEnd = batch.keys().end(key);
      if (overrideStart == overrideEnd || !isOverridden()) {
        return true;
      }
    }
    while (overrideAt < overrideEnd) {
      int field = batch.overrides().key(overrideAt);
      value = batch.overrides().value(overrideAt++);
      if (value != 0 && hasPrefix(field)) {
        keyStart = batch.keys().start(field) + prefix.length;
        keyEnd = batch.keys().end(field);
        return true;
      }
    }
    return false;
  }

  private boolean isOverridden() {
    for (int i = overrideStart; i < overrideEnd; i++) {
      int field = batch.overrides().key(i);
      if (hasPrefix(field) && isKey(batch.keys().start(field) + prefix.length, field)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasPrefix(int field) {
    ValueTable keys = batch.keys();
    int start = keys.start(field);
    return keys.end(field) - start >= prefix.length
        && Arrays.equals(keys.bytes(), start, start + prefix.length, prefix, 0, prefix.length);
  }

  private boolean isKey(int from, int field) {
    byte[] bytes = batch.keys().bytes();
    return Arrays.equals(bytes, from, batch.keys().end(field), bytes, keyStart, keyEnd);
  }

  /// Where the key stands in the bytes of [SpanBatch#keys()].
  public int keyStart() {
    return keyStart;
  }

  public int keyLength() {
    return keyEnd - keyStart;
  }

  public boolean isKey(ByteSlice key) {
    return Arrays.equals(
        batch.keys().bytes(),
        keyStart,
        keyEnd,
        key.array(),
        key.offset(),
        key.offset() + key.length());
  }

  /// The code in [SpanBatch#values()].
  public int value() {
    return value;
  }
}
