package dev.vestige.insert;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;

/// Zipkin v2 spans as JSON or protobuf, for `/api/v2/spans`. Answers 202 as Zipkin does; spans that
/// were refused are told in the body.
public final class ZipkinEndpoint implements Endpoint {
  private final Ingest ingest;

  public ZipkinEndpoint(Ingest ingest) {
    this.ingest = ingest;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    if (!HttpRequests.isPost(exchange)) {
      return;
    }
    IngestType type =
        switch (HttpRequests.mediaType(exchange)) {
          case "application/json", "" -> IngestType.ZIPKIN_JSON;
          case "application/x-protobuf", "application/protobuf" -> IngestType.ZIPKIN_PROTOBUF;
          default ->
              throw new VestigeException(
                  ErrorKind.UNSUPPORTED_MEDIA,
                  "expected Zipkin spans as application/json or application/x-protobuf, found "
                      + HttpRequests.mediaType(exchange));
        };
    Accepted.answer(
        exchange,
        ingest.serve(
            type, () -> HttpRequests.read(exchange, type, ingest.limits().requestBytesMax())));
  }
}
