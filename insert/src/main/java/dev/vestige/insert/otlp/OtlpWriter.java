package dev.vestige.insert.otlp;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ProtoReader;
import java.nio.charset.StandardCharsets;

/// Writes protobuf fields into a [ByteSink]. A nested message is begun and ended; its length is put
/// in front of it when it is known. Confined to one thread.
public final class OtlpWriter {
  private final ByteSink out;

  public OtlpWriter(ByteSink out) {
    this.out = out;
  }

  public ByteSink out() {
    return out;
  }

  private void tag(int field, int wireType) {
    out.putVarint(((long) field << 3) | wireType);
  }

  public void number(int field, long value) {
    tag(field, ProtoReader.VARINT);
    out.putVarint(value);
  }

  public void fixed64(int field, long value) {
    tag(field, ProtoReader.FIXED64);
    out.putLong(value);
  }

  public void fixed32(int field, int value) {
    tag(field, ProtoReader.FIXED32);
    out.putInt(value);
  }

  public void bytes(int field, byte[] source, int offset, int length) {
    tag(field, ProtoReader.BYTES);
    out.putSized(source, offset, length);
  }

  public void text(int field, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes(field, bytes, 0, bytes.length);
  }

  /// A `KeyValue` whose value is one varint field.
  private void attribute(int field, String key, int member, long value) {
    int pair = begin(field);
    text(Otlp.PAIR_KEY, key);
    int any = begin(Otlp.PAIR_VALUE);
    number(member, value);
    end(any);
    end(pair);
  }

  public void attribute(int field, String key, long value) {
    attribute(field, key, Otlp.ANY_INT, value);
  }

  public void attribute(int field, String key, boolean value) {
    attribute(field, key, Otlp.ANY_BOOL, value ? 1 : 0);
  }

  public void attribute(int field, String key, double value) {
    int pair = begin(field);
    text(Otlp.PAIR_KEY, key);
    int any = begin(Otlp.PAIR_VALUE);
    fixed64(Otlp.ANY_DOUBLE, Double.doubleToRawLongBits(value));
    end(any);
    end(pair);
  }

  public void attribute(int field, String key, String value) {
    attribute(field, key, Otlp.ANY_STRING, value.getBytes(StandardCharsets.UTF_8));
  }

  public void attribute(int field, String key, byte[] value) {
    attribute(field, key, Otlp.ANY_BYTES, value);
  }

  private void attribute(int field, String key, int member, byte[] value) {
    int pair = begin(field);
    text(Otlp.PAIR_KEY, key);
    int any = begin(Otlp.PAIR_VALUE);
    bytes(member, value, 0, value.length);
    end(any);
    end(pair);
  }

  /// Eight bytes, the highest first, as ids stand in OTLP.
  public void id(int field, long id) {
    tag(field, ProtoReader.BYTES);
    out.putByte(Long.BYTES);
    out.putLong(Long.reverseBytes(id));
  }

  /// Sixteen bytes, the highest first.
  public void id(int field, long high, long low) {
    tag(field, ProtoReader.BYTES);
    out.putByte(2 * Long.BYTES);
    out.putLong(Long.reverseBytes(high));
    out.putLong(Long.reverseBytes(low));
  }

  /// Begins a nested message and returns what [#end(int)] wants.
  public int begin(int field) {
    tag(field, ProtoReader.BYTES);
    out.putByte(0);
    return out.position();
  }

  /// Ends the message that was begun: its content moves up where the length needs more than the one
  /// byte left for it.
  public void end(int start) {
    int length = out.position() - start;
    int lengthBytes = (38 - Integer.numberOfLeadingZeros(length | 1)) / 7;
    if (lengthBytes > 1) {
      byte[] bytes = out.reserve(lengthBytes - 1);
      System.arraycopy(bytes, start, bytes, start + lengthBytes - 1, length);
    }
    int end = out.position() + lengthBytes - 1;
    out.truncate(start - 1);
    out.putVarint(length);
    out.advance(end - out.position());
  }
}
