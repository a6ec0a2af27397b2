package dev.vestige.http;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.util.AsciiString;

/// Lets the first request of a connection change to HTTP/2. A request with a body is served where
/// it is: changing would mean to hold its whole body first.
final class H2cUpgrade extends HttpServerUpgradeHandler {
  H2cUpgrade(SourceCodec codec, UpgradeCodecFactory factory) {
    super(
        codec,
        protocol ->
            AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
                ? factory.newUpgradeCodec(protocol)
                : null,
        0,
        DefaultHttpHeadersFactory.headersFactory(),
        DefaultHttpHeadersFactory.trailersFactory(),
        true);
  }

  @Override
  protected boolean shouldHandleUpgradeRequest(HttpRequest request) {
    return request.decoderResult().isSuccess()
        && HttpUtil.getContentLength(request, 0L) == 0
        && !HttpUtil.isTransferEncodingChunked(request)
        && !request.headers().contains(HttpHeaderNames.EXPECT);
  }
}
