package dev.vestige.http;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The arguments of a query string or of a form.
record Arguments(Map<String, List<String>> values) {
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=\"?[^\"\\s;]", Pattern.CASE_INSENSITIVE);

  static final Arguments NONE = new Arguments(Map.of());

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// @param what where the text is from, for messages
  /// @throws VestigeException INVALID_INPUT for a broken escape or a raw semicolon, whose meaning
  ///   is disputed: separator for some, part of a value for others
  static Arguments urlencoded(String text, String what) {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.indexOf(';') >= 0) {
      throw VestigeException.invalidInput(
          what + " has a raw semicolon at offset " + text.indexOf(';') + "; write it as %3B");
    }
    checkCount(1 + text.chars().filter(c -> c == '&').count(), what);
    try {
      return new Arguments(
          new QueryStringDecoder(text, StandardCharsets.UTF_8, false, Limits.ARGUMENTS_MAX, true)
              .parameters());
    } catch (IllegalArgumentException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT, what + " is not urlencoded: " + e.getMessage(), e);
    }
  }

  /// @param contentType with its boundary
  static Arguments multipart(ByteSlice body, String contentType) {
    if (!BOUNDARY.matcher(contentType).find()) {
      throw VestigeException.invalidInput(
          "expected a boundary in the Content-Type of a multipart form, found " + contentType);
    }
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/",
            Unpooled.wrappedBuffer(body.array(), body.offset(), body.length()));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    try {
      HttpPostMultipartRequestDecoder decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false),
              request,
              StandardCharsets.UTF_8,
              Limits.ARGUMENTS_MAX,
              Limits.HEADER_BYTES_MAX);
      try {
        return of(decoder.getBodyHttpDatas());
      } finally {
        decoder.destroy();
      }
    } catch (HttpPostRequestDecoder.ErrorDataDecoderException
        | HttpPostRequestDecoder.TooManyFormFieldsException
        | HttpPostRequestDecoder.TooLongFormFieldException
        | IOException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT, "the form is not multipart/form-data: " + e.getMessage(), e);
    } finally {
      request.release();
    }
  }

  private static Arguments of(List<InterfaceHttpData> parts) throws IOException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (InterfaceHttpData part : parts) {
      if (part instanceof Attribute attribute) {
        values
            .computeIfAbsent(attribute.getName(), _ -> new ArrayList<>())
            .add(attribute.getValue());
      }
    }
    return new Arguments(values);
  }

  private static void checkCount(long count, String what) {
    if (count > Limits.ARGUMENTS_MAX) {
      throw VestigeException.invalidInput(
          what + " has " + count + " arguments; at most " + Limits.ARGUMENTS_MAX + " are read");
    }
  }
}
