package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A connection that sends bytes as they are and splits what comes back into HTTP answers.
final class Wire implements AutoCloseable {
  private static final int ANSWER_LIMIT_MILLIS = 30_000;

  private final Socket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private boolean isEnded;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  /// @param tls null for a plain connection
  static Wire connect(int port, @Nullable SSLContext tls) throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    Socket socket =
        tls == null
            ? new Socket(address, port)
            : tls.getSocketFactory().createSocket(address, port);
    return new Wire(socket);
  }

  /// Sends as much as the server takes: it may have answered and closed already.
  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException _) {
      // What was answered is looked at in any case.
    }
  }

  /// Reads until there are so many answers.
  List<HttpAnswer> answers(int count) {
    while (!isEnded && HttpAnswer.split(text()).size() < count) {
      read(ANSWER_LIMIT_MILLIS);
    }
    return HttpAnswer.split(text());
  }

  /// Reads until the server closes the connection.
  void awaitEnd() {
    while (!isEnded) {
      read(ANSWER_LIMIT_MILLIS);
    }
  }

  /// Whether the server closes the connection within a moment.
  boolean endsWithin(int millis) {
    return isEnded || (!read(millis) && isEnded);
  }

  String text() {
    return received.toString(ISO_8859_1);
  }

  /// Whether something came.
  private boolean read(int limitMillis) {
    byte[] buffer = new byte[64 << 10];
    try {
      socket.setSoTimeout(limitMillis);
      int length = socket.getInputStream().read(buffer);
      isEnded = length < 0;
      received.write(buffer, 0, Math.max(0, length));
      return length > 0;
    } catch (SocketTimeoutException e) {
      if (limitMillis == ANSWER_LIMIT_MILLIS) {
        throw new AssertionError("nothing more came in time after: " + text(), e);
      }
      return false;
    } catch (IOException _) {
      isEnded = true;
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One answer, its body without the framing.
  record HttpAnswer(int status, List<String> headerLines, String body) {
    /// The answers that are there as a whole; one without a length ends with the text.
    static List<HttpAnswer> split(String text) {
      List<HttpAnswer> answers = new ArrayList<>();
      int begin = 0;
      int end = text.indexOf("\r\n\r\n");
      while (end >= 0 && text.startsWith("HTTP/", begin)) {
        HttpAnswer head = head(text.substring(begin, end));
        int bodyBegin = end + 4;
        int bodyEnd = bodyBegin + head.bodyLength(text.substring(bodyBegin));
        if (bodyEnd > text.length()) {
          break;
        }
        answers.add(head.with(text.substring(bodyBegin, bodyEnd)));
        begin = bodyEnd;
        end = text.indexOf("\r\n\r\n", begin);
      }
      return answers;
    }

    /// An answer without a body.
    static HttpAnswer head(String text) {
      List<String> lines = text.lines().toList();
      int status = Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
      return new HttpAnswer(status, lines.subList(1, lines.size()), "");
    }

    /// How long the body is with its framing, longer than the text when something is missing.
    private int bodyLength(String text) {
      if (status == 204 || status == 304 || status < 200) {
        return 0;
      }
      if (isChunked()) {
        int last = text.startsWith("0\r\n\r\n") ? 0 : text.indexOf("\r\n0\r\n\r\n") + 2;
        return last == 1 ? text.length() + 1 : last + 5;
      }
      return header("content-length").map(Integer::parseInt).orElse(text.length());
    }

    private boolean isChunked() {
      return header("transfer-encoding").filter("chunked"::equals).isPresent();
    }

    private HttpAnswer with(String framed) {
      return new HttpAnswer(status, headerLines, isChunked() ? joined(framed) : framed);
    }

    private static String joined(String chunks) {
      StringBuilder whole = new StringBuilder();
      int begin = 0;
      while (true) {
        int lineEnd = chunks.indexOf("\r\n", begin);
        int length = Integer.parseInt(chunks.substring(begin, lineEnd), 16);
        if (length == 0) {
          return whole.toString();
        }
        whole.append(chunks, lineEnd + 2, lineEnd + 2 + length);
        begin = lineEnd + 2 + length + 2;
      }
    }

    Optional<String> header(String name) {
      return headerLines.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }
}
