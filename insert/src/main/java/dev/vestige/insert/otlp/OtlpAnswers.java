package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.JsonText;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;

/// Writes the answers that OTLP knows: `ExportTraceServiceResponse` and `google.rpc.Status`.
public final class OtlpAnswers {
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED_SPANS = 1;
  private static final int ERROR_MESSAGE = 2;
  private static final int RPC_CODE = 1;
  private static final int RPC_MESSAGE = 2;

  private OtlpAnswers() {}

  /// The answer to a request that was read: empty when there is nothing to say.
  public static ByteSlice response(long rejectedSpans, String message) {
    ByteSink out = new ByteSink();
    if (rejectedSpans != 0 || !message.isEmpty()) {
      OtlpWriter writer = new OtlpWriter(out);
      int partial = writer.begin(PARTIAL_SUCCESS);
      if (rejectedSpans != 0) {
        writer.number(REJECTED_SPANS, rejectedSpans);
      }
      writer.text(ERROR_MESSAGE, message);
      writer.end(partial);
    }
    return out.slice();
  }

  /// As [#response] in JSON; `{}` when there is nothing to say.
  public static ByteSlice jsonResponse(long rejectedSpans, String message) {
    ByteSink out = new ByteSink();
    ValueText.appendAscii("{", out);
    if (rejectedSpans != 0 || !message.isEmpty()) {
      ValueText.appendAscii("\"partialSuccess\":{", out);
      if (rejectedSpans != 0) {
        ValueText.appendAscii("\"rejectedSpans\":\"" + rejectedSpans + "\",", out);
      }
      ValueText.appendAscii("\"errorMessage\":", out);
      appendQuoted(message, out);
      ValueText.appendAscii("}", out);
    }
    ValueText.appendAscii("}", out);
    return out.slice();
  }

  /// A `google.rpc.Status` with a gRPC status code.
  public static ByteSlice status(int code, String message) {
    ByteSink out = new ByteSink();
    OtlpWriter writer = new OtlpWriter(out);
    writer.number(RPC_CODE, code);
    writer.text(RPC_MESSAGE, message);
    return out.slice();
  }

  public static ByteSlice jsonStatus(int code, String message) {
    ByteSink out = new ByteSink();
    ValueText.appendAscii("{\"code\":" + code + ",\"message\":", out);
    appendQuoted(message, out);
    ValueText.appendAscii("}", out);
    return out.slice();
  }

  private static void appendQuoted(String text, ByteSink out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonText.appendQuoted(bytes, 0, bytes.length, out);
  }
}
