package dev.vestige.cmd.vtgen;

import java.util.Arrays;

/// Attributes: keys with values of four types, in columns that are used again for the next span.
/// Confined to one thread.
final class Facts {
  private String[] keys = new String[16];
  private String[] texts = new String[16];
  private long[] bits = new long[16];
  private Type[] types = new Type[16];
  private int size;

  private enum Type {
    TEXT,
    WHOLE,
    REAL,
    BOOLEAN
  }

  /// Told each attribute in order.
  interface Reader {
    void text(String key, String value);

    void whole(String key, long value);

    void real(String key, double value);

    void yesNo(String key, boolean value);
  }

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Facts text(String key, String value) {
    return add(key, Type.TEXT, value, 0);
  }

  Facts whole(String key, long value) {
    return add(key, Type.WHOLE, "", value);
  }

  Facts real(String key, double value) {
    return add(key, Type.REAL, "", Double.doubleToRawLongBits(value));
  }

  Facts yesNo(String key, boolean value) {
    return add(key, Type.BOOLEAN, "", value ? 1 : 0);
  }

  private Facts add(String key, Type type, String text, long value) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      texts = Arrays.copyOf(texts, 2 * size);
      bits = Arrays.copyOf(bits, 2 * size);
      types = Arrays.copyOf(types, 2 * size);
    }
    keys[size] = key;
    types[size] = type;
    texts[size] = text;
    bits[size] = value;
    size++;
    return this;
  }

  void read(Reader reader) {
    for (int i = 0; i < size; i++) {
      switch (types[i]) {
        case TEXT -> reader.text(keys[i], texts[i]);
        case WHOLE -> reader.whole(keys[i], bits[i]);
        case REAL -> reader.real(keys[i], Double.longBitsToDouble(bits[i]));
        case BOOLEAN -> reader.yesNo(keys[i], bits[i] != 0);
      }
    }
  }
}
