package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.Exchange;
import java.io.IOException;

/// The answer of doors whose protocol has no form for a partial success: 202, with a body only when
/// there is something to say.
final class Accepted {
  private Accepted() {}

  static void answer(Exchange exchange, IngestResult result) throws IOException {
    if (result.message().isEmpty()) {
      exchange.send(202);
    } else {
      exchange.send(202, "text/plain; charset=utf-8", ByteSlice.utf8(result.message() + "\n"));
    }
  }
}
