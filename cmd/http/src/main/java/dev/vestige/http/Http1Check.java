package dev.vestige.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/// What the rules of HTTP/1.1 say about the head of a request, beyond what the decoder checks.
final class Http1Check {
  /// Why a request is refused before it reaches a route.
  record Fault(HttpResponseStatus status, String message) {}

  private Http1Check() {}

  static Optional<Fault> faultOf(HttpRequest request) {
    if (!isReadableCoding(request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING))) {
      return fault(
          HttpResponseStatus.NOT_IMPLEMENTED, "the only Transfer-Encoding read is chunked");
    }
    if (request.decoderResult().isFailure()) {
      return Optional.of(ofDecoder(request.decoderResult().cause()));
    }
    HttpVersion version = request.protocolVersion();
    boolean isVersion1 = version.majorVersion() == 1 && version.protocolName().equals("HTTP");
    if (!isVersion1 || version.minorVersion() > 1) {
      return fault(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "expected HTTP/1.1 or HTTP/2");
    }
    HttpHeaders headers = request.headers();
    int hosts = headers.getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && version.minorVersion() == 1)) {
      return fault(HttpResponseStatus.BAD_REQUEST, "expected one Host header, found " + hosts);
    }
    if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      return fault(HttpResponseStatus.BAD_REQUEST, "both Content-Length and Transfer-Encoding");
    }
    String expectation = headers.get(HttpHeaderNames.EXPECT);
    if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
      return fault(
          HttpResponseStatus.EXPECTATION_FAILED, "the only Expect understood is 100-continue");
    }
    return Optional.empty();
  }

  private static boolean isReadableCoding(List<String> codings) {
    return codings.isEmpty()
        || (codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"));
  }

  private static Optional<Fault> fault(HttpResponseStatus status, String message) {
    return Optional.of(new Fault(status, message));
  }

  private static Fault ofDecoder(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          new Fault(
              HttpResponseStatus.REQUEST_URI_TOO_LONG,
              "the request line is longer than " + Limits.HEADER_BYTES_MAX + " bytes");
      case TooLongHttpHeaderException _ ->
          new Fault(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
              "the headers are longer than " + Limits.HEADER_BYTES_MAX + " bytes");
      default ->
          new Fault(HttpResponseStatus.BAD_REQUEST, "this is not HTTP/1.1: " + cause.getMessage());
    };
  }
}
