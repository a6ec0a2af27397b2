package dev.vestige.insert;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.ErrorStatus;
import dev.vestige.http.Exchange;
import dev.vestige.insert.otlp.OtlpAnswers;
import java.io.IOException;
import java.util.Set;

/// OTLP over HTTP, for `/insert/opentelemetry/v1/traces` and `/v1/traces`. Whatever does not call
/// itself JSON is read as protobuf, apart from the two types of HTML forms. Answers as the OTLP
/// specification says, errors included, in the encoding of the request.
public final class OtlpHttpEndpoint implements Endpoint {
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final Set<String> FORM_TYPES =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data");

  private final Ingest ingest;

  public OtlpHttpEndpoint(Ingest ingest) {
    this.ingest = ingest;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    if (!HttpRequests.isPost(exchange)) {
      return;
    }
    String mediaType = HttpRequests.mediaType(exchange);
    if (FORM_TYPES.contains(mediaType)) {
      throw new VestigeException(
          ErrorKind.UNSUPPORTED_MEDIA,
          "expected an OTLP request as " + PROTOBUF + " or " + JSON + ", found " + mediaType);
    }
    boolean isJson = mediaType.equals(JSON);
    IngestType type = isJson ? IngestType.OTLP_HTTP_JSON : IngestType.OTLP_HTTP_PROTOBUF;
    IngestResult result =
        ingest.serve(
            type, () -> HttpRequests.read(exchange, type, ingest.limits().requestBytesMax()));
    exchange.send(
        200,
        isJson ? JSON : PROTOBUF,
        isJson
            ? OtlpAnswers.jsonResponse(result.rejected(), result.message())
            : OtlpAnswers.response(result.rejected(), result.message()));
  }

  @Override
  public void refuse(Exchange exchange, VestigeException error) throws IOException {
    String mediaType = HttpRequests.mediaType(exchange);
    if (FORM_TYPES.contains(mediaType)) {
      throw error;
    }
    boolean isJson = mediaType.equals(JSON);
    ErrorStatus status = ErrorStatus.of(error.kind());
    if (status.isWorthRetrying()) {
      exchange.setHeader("Retry-After", Integer.toString(Limits.RETRY_AFTER_SECONDS));
    }
    exchange.send(
        status.http(),
        isJson ? JSON : PROTOBUF,
        isJson
            ? OtlpAnswers.jsonStatus(status.grpc(), error.getMessage())
            : OtlpAnswers.status(status.grpc(), error.getMessage() + hint(mediaType, error)));
  }

  /// JSON that is sent by hand often comes without its type, and makes strange protobuf.
  private static String hint(String mediaType, VestigeException error) {
    boolean isGuessed = error.kind() == ErrorKind.INVALID_INPUT && !mediaType.equals(PROTOBUF);
    return isGuessed ? "; JSON needs the Content-Type " + JSON : "";
  }
}
