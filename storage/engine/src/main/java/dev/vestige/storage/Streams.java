package dev.vestige.storage;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// The two texts that name a stream. A stream is the set of its labels: span name and service name,
/// and what the request added; labels without a value are left out.
public final class Streams {
  public static final String SERVICE_KEY = "service.name";
  public static final String SERVICE_FIELD = "resource_attr:" + SERVICE_KEY;
  public static final String NAME_FIELD = "name";

  private static final byte[] SERVICE_KEY_BYTES = SERVICE_KEY.getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECOND_HALF = "magic!".getBytes(StandardCharsets.US_ASCII);

  private Streams() {}

  /// The service of a span as it came in; empty when its resource names none.
  public static String service(SpanBatch batch, int row) {
    int key = BatchFields.findKey(batch.keys(), SERVICE_KEY_BYTES);
    return Optional.of(batch.resources().find(batch.resource(row), key))
        .filter(value -> batch.values().type(value) != ValueType.KVLIST)
        .map(value -> {
          ByteSink text = new ByteSink();
          batch.values().appendText(value, text);
          return text.slice().toString();
        })
        .orElse("");
  }

  /// `{name="…",resource_attr:service.name="…"}` with the labels in order.
  public static void appendText(SortedMap<String, ByteSlice> labels, ByteSink out) {
    out.putByte('{');
    boolean first = true;
    for (Map.Entry<String, ByteSlice> label : labels.entrySet()) {
      ByteSlice value = label.getValue();
      if (value.isEmpty()) {
        continue;
      }
      if (!first) {
        out.putByte(',');
      }
      first = false;
      out.putBytes(label.getKey().getBytes(StandardCharsets.UTF_8));
      out.putByte('=');
      JsonText.appendLabelQuoted(
          value.array(), value.offset(), value.offset() + value.length(), out);
    }
    out.putByte('}');
  }

  /// Tenant and two hashes of the labels, 48 hex digits.
  public static void appendId(TenantId tenant, SortedMap<String, ByteSlice> labels, ByteSink out) {
    ByteSink canonical = new ByteSink();
    canonical.putVarint(labels.values().stream().filter(value -> !value.isEmpty()).count());
    labels.forEach((label, value) -> {
      if (!value.isEmpty()) {
        byte[] name = label.getBytes(StandardCharsets.UTF_8);
        canonical.putSized(name, 0, name.length);
        canonical.putSized(value.array(), value.offset(), value.length());
      }
    });
    IdText.append((long) tenant.account() << 32 | Integer.toUnsignedLong(tenant.project()), out);
    Hasher64 hasher = Hashing.xxh64();
    IdText.append(hasher.hashBytesToLong(canonical.array(), 0, canonical.position()), out);
    canonical.putBytes(SECOND_HALF);
    IdText.append(hasher.hashBytesToLong(canonical.array(), 0, canonical.position()), out);
  }
}
