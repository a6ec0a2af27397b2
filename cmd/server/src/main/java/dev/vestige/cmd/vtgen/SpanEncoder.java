package dev.vestige.cmd.vtgen;

import dev.vestige.base.ByteSlice;

/// Gathers spans by resource and makes one request of them. Used by one thread.
interface SpanEncoder {
  /// The instrumentation that all spans come from.
  String SCOPE = "vtgen";

  /// The lowest byte is that of W3C: sampled. The bit above says that it is known whether the
  /// parent is remote.
  int FLAGS = 0x101;

  void add(SpanDraft span);

  /// Spans that wait for [#finish()].
  int spans();

  /// The request; the encoder is empty then, and the bytes are good until the next span is added.
  ByteSlice finish();
}
