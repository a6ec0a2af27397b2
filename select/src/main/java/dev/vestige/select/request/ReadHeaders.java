package dev.vestige.select.request;

import dev.vestige.http.Exchange;
import dev.vestige.storage.SearchStatistics;
import java.math.BigDecimal;

/// Headers that tell what a query read and how long it took. They stand on answers that are known
/// as a whole before they begin.
public final class ReadHeaders {
  private ReadHeaders() {}

  /// Sets the headers; before the answer begins.
  ///
  /// @param startNanoTime when the query began, by `System.nanoTime`
  public static void set(Exchange exchange, SearchStatistics read, long startNanoTime) {
    BigDecimal seconds = BigDecimal.valueOf(System.nanoTime() - startNanoTime, 9);
    exchange.setHeader("VL-Request-Duration-Seconds", seconds.toPlainString());
    exchange.setHeader("Vestige-Rows-Read", Long.toString(read.rowsVisited()));
    exchange.setHeader("Vestige-Blocks-Read", Long.toString(read.blocksVisited()));
    exchange.setHeader("Vestige-Blocks-Skipped", Long.toString(read.blocksSkipped()));
    exchange.setHeader("Vestige-Bytes-Read", Long.toString(read.bytesRead()));
  }
}
