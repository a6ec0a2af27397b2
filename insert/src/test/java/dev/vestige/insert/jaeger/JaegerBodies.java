package dev.vestige.insert.jaeger;

/// A batch of one span with everything Jaeger has, in both protocols.
public final class JaegerBodies {
  private JaegerBodies() {}

  public static byte[] binary() {
    return batch(ThriftProtocol.BINARY);
  }

  public static byte[] compact() {
    return batch(ThriftProtocol.COMPACT);
  }

  static byte[] batch(ThriftProtocol protocol) {
    ThriftWriter out = new ThriftWriter(protocol);
    out.begin();
    process(out);
    out.list(2, ThriftReader.STRUCT, 1);
    span(out);
    return out.i64(3, 99).end().out().toByteArray();
  }

  private static void tag(ThriftWriter out, String key, int type) {
    out.begin().text(1, key).i32(2, type);
  }

  static void span(ThriftWriter out) {
    out.begin().i64(1, 1).i64(2, 2).i64(3, 3).i64(4, 0).text(5, "op");
    out.list(6, ThriftReader.STRUCT, 2);
    out.begin().i32(1, 0).i64(2, 1).i64(3, 2).i64(4, 4).end();
    out.begin().i32(1, 1).i64(2, 8).i64(3, 9).i64(4, 7).end();
    out.i32(7, 3).i64(8, 1_750_000_000_000_001L).i64(9, 5);
    out.list(10, ThriftReader.STRUCT, 7);
    tag(out, "s", 0);
    out.text(3, "text").end();
    tag(out, "d", 1);
    out.real(4, 1.5).end();
    tag(out, "b", 2);
    out.bool(5, false).end();
    tag(out, "l", 3);
    out.i64(6, -7).end();
    tag(out, "x", 4);
    out.binary(7, new byte[] {0, -1}).end();
    tag(out, "span.kind", 0);
    out.text(3, "client").end();
    tag(out, "error", 2);
    out.bool(5, true).end();
    out.list(11, ThriftReader.STRUCT, 1);
    out.begin().i64(1, 1_750_000_000_000_002L).list(2, ThriftReader.STRUCT, 2);
    tag(out, "event", 0);
    out.text(3, "retry").end();
    tag(out, "n", 3);
    out.i64(6, 3).end();
    out.end().bool(12, true).end();
  }

  static void process(ThriftWriter out) {
    out.struct(1).text(1, "shop").list(2, ThriftReader.STRUCT, 1);
    tag(out, "host", 0);
    out.text(3, "h1").end().end();
  }
}
