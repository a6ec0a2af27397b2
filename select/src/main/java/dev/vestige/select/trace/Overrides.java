package dev.vestige.select.trace;

import dev.vestige.base.ByteSlice;
import dev.vestige.storage.SpanBatch;

/// Finds what a request put in place of a field of its spans.
public final class Overrides {
  /// What [#find] returns when the field is as it came.
  public static final int NONE = -1;

  private Overrides() {}

  /// The value code that stands for a field, 0 when the field was removed, or [#NONE].
  public static int find(SpanBatch batch, int override, ByteSlice field) {
    for (int at = batch.overrides().start(override); at < batch.overrides().end(override); at++) {
      if (batch.keys().raw(batch.overrides().key(at)).equals(field)) {
        return batch.overrides().value(at);
      }
    }
    return NONE;
  }
}
