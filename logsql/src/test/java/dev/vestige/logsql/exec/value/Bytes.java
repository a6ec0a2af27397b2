package dev.vestige.logsql.exec.value;

import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Texts as ranges in the middle of an array, so that a look outside the range shows.
final class Bytes {
  static final int MARGIN = 3;

  private Bytes() {}

  /// The text between letters.
  static byte[] of(String text) {
    return ("xyz" + text + "zyx").getBytes(StandardCharsets.UTF_8);
  }

  static int end(byte[] bytes) {
    return bytes.length - MARGIN;
  }

  static String written(Consumer<ByteSink> writer) {
    ByteSink sink = new ByteSink();
    writer.accept(sink);
    return sink.slice().toString();
  }
}
