package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.ValueText;
import dev.vestige.storage.ValueType;
import org.jspecify.annotations.Nullable;

/// The entries of a column's dictionary with their types; entry 0 is the missing value. The text
/// form for LogsQL is made when first asked for. Immutable, safe for use by several threads.
final class TypedValues {
  private final byte[] types;
  private final int[] offsets;
  private final byte[] bytes;
  private volatile @Nullable Dictionary texts;

  /// `types[e]` and `bytes[offsets[e] .. offsets[e + 1])` are entry e.
  TypedValues(byte[] types, int[] offsets, byte[] bytes) {
    this.types = types;
    this.offsets = offsets;
    this.bytes = bytes;
  }

  private static boolean isText(byte[] types, int[] offsets) {
    for (int entry = 1; entry < types.length; entry++) {
      if (ValueType.ofCode(types[entry]) != ValueType.STRING
          || offsets[entry] == offsets[entry + 1]) {
        return false;
      }
    }
    return true;
  }

  private Dictionary convert() {
    ByteSink text = new ByteSink(bytes.length + 16);
    int[] ends = new int[types.length + 1];
    for (int entry = 0; entry < types.length; entry++) {
      appendText(entry, text);
      ends[entry + 1] = text.position();
    }
    return new Dictionary(text.toByteArray(), ends);
  }

  /// Appends what LogsQL shows of an entry. A list shows its leaves instead of itself.
  void appendText(int entry, ByteSink out) {
    ValueType type = ValueType.ofCode(types[entry]);
    if (type != ValueType.KVLIST) {
      ValueText.append(type, bytes, offsets[entry], offsets[entry + 1], out);
    }
  }

  int size() {
    return types.length;
  }

  int typeCode(int entry) {
    return types[entry];
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int entry) {
    return offsets[entry];
  }

  int end(int entry) {
    return offsets[entry + 1];
  }

  /// The number of an `INT` entry.
  long number(int entry) {
    PlainForms.requireLong(end(entry) - start(entry));
    return PlainForms.readLong(bytes, start(entry));
  }

  Dictionary texts() {
    Dictionary known = texts;
    if (known == null) {
      known = textForm();
    }
    return known;
  }

  /// The same object for all askers, which keep things by it.
  private synchronized Dictionary textForm() {
    Dictionary known = texts;
    if (known == null) {
      known = isText(types, offsets) ? new Dictionary(bytes, offsets) : convert();
      texts = known;
    }
    return known;
  }

  long sizeBytes() {
    return types.length + 8L * offsets.length + 2L * bytes.length;
  }
}
