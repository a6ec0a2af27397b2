package dev.vestige.storage;

import java.nio.charset.StandardCharsets;

/// Hashes what names the stream of the span that is open in a builder.
final class OpenStream {
  /// Spreads the hashes of the parts.
  private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

  private OpenStream() {}

  static long hash(SpanBatchBuilder builder, int resource, int scope, int name) {
    long hash =
        builder.values.hash(builder.resources.find(resource, key(builder, Streams.SERVICE_KEY)));
    hash = hash * STEP + builder.values.hash(name);
    for (String field : builder.streamFields) {
      FieldRef parsed = FieldRef.parse(field);
      int key = key(builder, parsed.key());
      int value =
          switch (parsed.kind()) {
            case RESOURCE_ATTRIBUTE -> builder.resources.find(resource, key);
            case SCOPE_ATTRIBUTE -> builder.scopes.find(scope, key);
            case SPAN_ATTRIBUTE -> builder.attributes.findInOpen(key);
            default -> 0;
          };
      hash = hash * STEP + builder.values.hash(value);
    }
    return hash;
  }

  private static int key(SpanBatchBuilder builder, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return builder.keys.find(ValueType.STRING.code(), bytes);
  }
}
