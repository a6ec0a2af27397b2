package dev.vestige.select.cluster;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import java.nio.charset.StandardCharsets;

/// Texts of questions and answers: a length and UTF-8.
final class Texts {
  private Texts() {}

  static void write(String text, ByteSink out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putSized(bytes, 0, bytes.length);
  }

  static String read(ByteSource source) {
    int length = source.getCount("length of a text", source.remaining());
    return new String(source.array(), source.take(length), length, StandardCharsets.UTF_8);
  }
}
