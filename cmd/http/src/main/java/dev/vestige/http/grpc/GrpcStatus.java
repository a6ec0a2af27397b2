package dev.vestige.http.grpc;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.ErrorStatus;
import dev.vestige.http.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a call ended, as the trailing headers say it.
///
/// @param isWorthRetrying whether the caller is told when to try again
record GrpcStatus(int code, String message, boolean isWorthRetrying) {
  static final GrpcStatus OK = new GrpcStatus(0, "", false);

  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
  private static final int LENGTH_DELIMITED = 2;
  private static final int MESSAGE_BYTES_MAX = 4 << 10;

  static GrpcStatus of(VestigeException error) {
    ErrorStatus status = ErrorStatus.of(error.kind());
    return new GrpcStatus(status.grpc(), error.getMessage(), status.isWorthRetrying());
  }

  /// No such method, or a way to compress that is not understood.
  static GrpcStatus unimplemented(String message) {
    return new GrpcStatus(ErrorStatus.of(ErrorKind.UNSUPPORTED_MEDIA).grpc(), message, false);
  }

  Map<String, String> trailers() {
    Map<String, String> trailers = new LinkedHashMap<>();
    trailers.put("grpc-status", Integer.toString(code));
    if (!message.isEmpty()) {
      trailers.put("grpc-message", percentEncoded());
    }
    if (isWorthRetrying) {
      trailers.put(
          "grpc-status-details-bin",
          Base64.getEncoder().withoutPadding().encodeToString(details()));
    }
    return trailers;
  }

  /// Printable ASCII but the percent sign stands for itself. Cut to a length that fits any client's
  /// limit for headers.
  private String percentEncoded() {
    StringBuilder encoded = new StringBuilder();
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      if (encoded.length() > MESSAGE_BYTES_MAX) {
        break;
      }
      if (b >= 0x20 && b <= 0x7e && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(hexDigit(b >> 4)).append(hexDigit(b));
      }
    }
    return encoded.toString();
  }

  private static char hexDigit(int value) {
    return "0123456789ABCDEF".charAt(value & 0xf);
  }

  /// A `google.rpc.Status` with the code (1), the message (2), and as its detail (3) a `RetryInfo`
  /// whose delay (1) is a `Duration` with seconds (1).
  private byte[] details() {
    byte[] duration = {1 << 3, (byte) Limits.RETRY_AFTER_SECONDS};
    ByteArrayOutputStream retryInfo = new ByteArrayOutputStream();
    writeField(retryInfo, 1, duration);
    ByteArrayOutputStream any = new ByteArrayOutputStream();
    writeField(any, 1, RETRY_INFO.getBytes(StandardCharsets.UTF_8));
    writeField(any, 2, retryInfo.toByteArray());
    ByteArrayOutputStream status = new ByteArrayOutputStream();
    status.write(1 << 3);
    status.write(code);
    writeField(status, 2, shortened().getBytes(StandardCharsets.UTF_8));
    writeField(status, 3, any.toByteArray());
    return status.toByteArray();
  }

  private String shortened() {
    return message.length() > 1000 ? message.substring(0, 1000) : message;
  }

  private static void writeField(ByteArrayOutputStream output, int number, byte[] bytes) {
    output.write((number << 3) | LENGTH_DELIMITED);
    int length = bytes.length;
    while (length >= 0x80) {
      output.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    output.write(length);
    output.writeBytes(bytes);
  }
}
