package dev.vestige.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2FrameLogger;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.logging.LogLevel;
import java.nio.charset.StandardCharsets;

/// Counts requests of HTTP/2 that the codec turns away because their headers are too large: it
/// answers those by itself, with a status where it can still read on, else by ending the
/// connection.
final class Http2Refusals extends Http2FrameLogger {
  /// The codec ends connections in the same way for other reasons.
  private static final String HEADERS = "Header size exceeded";

  private final HttpObserver observer;

  Http2Refusals(HttpObserver observer) {
    super(LogLevel.TRACE, Http2Refusals.class);
    this.observer = observer;
  }

  @Override
  public void logHeaders(
      Direction direction,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int padding,
      boolean isEnd) {
    if (direction == Direction.OUTBOUND
        && HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            .codeAsText()
            .contentEquals(headers.status())) {
      observer.refused(HttpObserver.Reason.HEADERS_TOO_LARGE);
    }
  }

  @Override
  public void logGoAway(
      Direction direction,
      ChannelHandlerContext context,
      int lastStream,
      long code,
      ByteBuf reason) {
    if (direction == Direction.OUTBOUND
        && reason.toString(StandardCharsets.US_ASCII).startsWith(HEADERS)) {
      observer.refused(HttpObserver.Reason.HEADERS_TOO_LARGE);
    }
  }
}
