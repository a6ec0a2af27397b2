package dev.vestige.http;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a [Call], prepared by its endpoint and sent when that returns. Confined to the
/// request's thread.
final class Answer {
  private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  private final Call call;
  private final AnswerSender sender;

  /// Set by the router, kept when an error replaces the answer.
  private final HttpHeaders routeHeaders = new DefaultHttpHeaders();

  private HttpHeaders endpointHeaders = new DefaultHttpHeaders();
  private @Nullable Whole whole;
  private @Nullable StreamedBody streamed;

  private record Whole(
      int status, HttpHeaders headers, ByteSlice body, Map<String, String> trailers) {}

  Answer(Call call) {
    this.call = call;
    this.sender = new AnswerSender(call);
  }

  void setRouteHeader(String name, String value) {
    routeHeaders.set(name, value);
  }

  /// Counts for an answer that was prepared before, too, until it is under way.
  void setHeader(String name, String value) {
    endpointHeaders.set(name, value);
    Whole prepared = whole;
    StreamedBody writer = streamed;
    if (prepared != null) {
      prepared.headers().set(name, value);
    } else if (writer != null && !sender.isCommitted()) {
      writer.setHeader(name, value);
    }
  }

  boolean isCommitted() {
    return sender.isCommitted();
  }

  void send(int status, String contentType, ByteSlice body, Map<String, String> trailers) {
    discardPrepared();
    whole = new Whole(status, headers(contentType), body, trailers);
  }

  BodyWriter stream(int status, String contentType) {
    discardPrepared();
    HttpHeaders headers = headers(contentType);
    ChunkSink sink = new ChunkSink(sender, call.carrier().channel().alloc(), status, headers);
    StreamedBody writer = new StreamedBody(headers, coding(headers), sink, call::breakCarrierOff);
    streamed = writer;
    return writer;
  }

  private void discardPrepared() {
    if (sender.isCommitted()) {
      throw new IllegalStateException("the answer has begun and cannot be replaced");
    }
    whole = null;
    StreamedBody replaced = streamed;
    streamed = null;
    if (replaced != null) {
      replaced.discard();
    }
  }

  private HttpHeaders headers(String contentType) {
    HttpHeaders headers = new DefaultHttpHeaders();
    call.context().answerHeaders().addTo(headers);
    headers.setAll(routeHeaders);
    headers.setAll(endpointHeaders);
    if (!contentType.isEmpty()) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
    }
    return headers;
  }

  private AcceptEncoding coding(HttpHeaders headers) {
    boolean isOn =
        call.context().options().answers().compression() == HttpServerOptions.Compression.ON;
    return isOn
            && !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
            && Compressors.isWorthwhile(headers.get(HttpHeaderNames.CONTENT_TYPE, ""))
        ? AcceptEncoding.of(call.request().headers().getAll(HttpHeaderNames.ACCEPT_ENCODING))
        : AcceptEncoding.IDENTITY;
  }

  /// Sends what the endpoint has left to send.
  void finish() throws IOException {
    Whole prepared = whole;
    StreamedBody writer = streamed;
    if (prepared != null) {
      send(prepared);
    } else if (writer != null && writer.isClosed()) {
      writer.finish();
    } else if (writer != null && writer.isAborted()) {
      call.breakOff(HttpObserver.Outcome.BROKEN_OFF);
    } else {
      throw new VestigeException(
          ErrorKind.INTERNAL,
          writer == null ? "the endpoint sent no answer" : "the endpoint did not end its answer");
    }
  }

  private void send(Whole prepared) throws IOException {
    ByteSlice body = prepared.body();
    HttpHeaders headers = prepared.headers();
    AcceptEncoding coding =
        body.length() < Limits.COMPRESSED_BYTES_MIN ? AcceptEncoding.IDENTITY : coding(headers);
    ByteBuf content;
    if (coding == AcceptEncoding.IDENTITY) {
      content = Unpooled.wrappedBuffer(body.array(), body.offset(), body.length());
    } else {
      content = Compressors.compress(coding, body);
      headers.set(HttpHeaderNames.CONTENT_ENCODING, coding.headerValue());
    }
    if (prepared.trailers().isEmpty()) {
      sender.sendWhole(prepared.status(), headers, content);
    } else {
      HttpHeaders trailers = new DefaultHttpHeaders();
      prepared.trailers().forEach(trailers::set);
      sender.sendWithTrailers(prepared.status(), headers, content, trailers);
    }
  }

  /// Tells the error in place of the answer, or behind what was sent of it, breaking it off.
  void fail(VestigeException error) throws IOException {
    StreamedBody writer = streamed;
    if (writer != null && writer.isAborted()) {
      call.breakOff(HttpObserver.Outcome.BROKEN_OFF);
    } else if (sender.isCommitted()) {
      if (writer != null) {
        writer.tell(error.getMessage() + "\n");
      }
      abandon();
      call.breakOff(HttpObserver.Outcome.BROKEN_OFF);
    } else {
      sendError(error);
    }
  }

  private void sendError(VestigeException error) throws IOException {
    endpointHeaders = new DefaultHttpHeaders();
    ErrorStatus status = ErrorStatus.of(error.kind());
    setHeader("X-Content-Type-Options", "nosniff");
    if (status.isWorthRetrying()) {
      setHeader("Retry-After", Integer.toString(Limits.RETRY_AFTER_SECONDS));
    }
    if (error instanceof RefusedException refused) {
      setHeader(refused.headerName(), refused.headerValue());
    }
    send(status.http(), PLAIN_TEXT, ByteSlice.utf8(error.getMessage() + "\n"), Map.of());
    finish();
  }

  /// Frees what a broken-off answer holds.
  void abandon() {
    StreamedBody writer = streamed;
    if (writer != null) {
      writer.discard();
    }
  }
}
