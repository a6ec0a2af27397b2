package dev.vestige.insert;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;

/// Jaeger batches in Thrift over HTTP, for POST to `/api/traces` and `/insert/jaeger/api/traces`.
/// Answers 202 as a Jaeger collector does; spans that were refused are told in the body.
public final class JaegerEndpoint implements Endpoint {
  private final Ingest ingest;

  public JaegerEndpoint(Ingest ingest) {
    this.ingest = ingest;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    if (!HttpRequests.isPost(exchange)) {
      return;
    }
    IngestType type =
        switch (HttpRequests.mediaType(exchange)) {
          case "application/x-thrift", "application/vnd.apache.thrift.binary" ->
              IngestType.JAEGER_THRIFT_BINARY;
          case "application/vnd.apache.thrift.compact" -> IngestType.JAEGER_THRIFT_COMPACT;
          default ->
              throw new VestigeException(
                  ErrorKind.UNSUPPORTED_MEDIA,
                  "expected a Jaeger batch as application/vnd.apache.thrift.binary,"
                      + " application/x-thrift or application/vnd.apache.thrift.compact, found "
                      + HttpRequests.mediaType(exchange));
        };
    Accepted.answer(
        exchange,
        ingest.serve(
            type, () -> HttpRequests.read(exchange, type, ingest.limits().requestBytesMax())));
  }
}
