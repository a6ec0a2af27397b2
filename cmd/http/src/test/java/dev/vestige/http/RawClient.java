package dev.vestige.http;

import dev.vestige.base.ByteSlice;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Speaks HTTP/1 byte by byte, so that it can speak it wrong.
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  final Socket socket;
  private final InputStream input;

  RawClient(Socket socket) {
    try {
      this.socket = socket;
      socket.setSoTimeout(PATIENCE_MILLIS);
      this.input = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawClient connect(int port) {
    return connect(port, 0);
  }

  /// @param receiveBufferBytes how much may be under way unread; 0 for the kernel's choice
  static RawClient connect(int port, int receiveBufferBytes) {
    try {
      Socket socket = new Socket();
      if (receiveBufferBytes > 0) {
        socket.setReceiveBufferSize(receiveBufferBytes);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One answer.
  ///
  /// @param isWhole whether the body ended as its framing says it does
  record Answer(
      int status, String version, Map<String, String> headers, ByteSlice bytes, boolean isWhole) {
    byte[] body() {
      return bytes.array();
    }

    String text() {
      return bytes.toString();
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawClient get(String path, String... headers) {
    return send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines(headers) + "\r\n");
  }

  RawClient post(String path, byte[] body, String... headers) {
    send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + body.length
            + "\r\n"
            + lines(headers)
            + "\r\n");
    return send(body);
  }

  RawClient post(String path, String body, String... headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  Answer answer() {
    return answer("GET");
  }

  /// Reads one answer to a request of that method.
  Answer answer(String method) {
    try {
      String statusLine = line();
      if (statusLine.isEmpty()) {
        throw new AssertionError("the server closed the connection without an answer");
      }
      String[] words = statusLine.split(" ", 3);
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        String[] pair = line.split(":", 2);
        headers.merge(pair[0].toLowerCase(Locale.ROOT), pair[1].strip(), (a, b) -> a + "," + b);
      }
      int status = Integer.parseInt(words[1]);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      boolean hasBody = !method.equals("HEAD") && status >= 200 && status != 204 && status != 304;
      boolean isWhole = !hasBody || readBody(headers, body);
      return new Answer(status, words[0], headers, ByteSlice.of(body.toByteArray()), isWhole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean readBody(Map<String, String> headers, ByteArrayOutputStream body)
      throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return readChunks(body);
    }
    if (headers.containsKey("content-length")) {
      return copy(Long.parseLong(headers.get("content-length")), body);
    }
    return copy(Long.MAX_VALUE, body);
  }

  private boolean readChunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      String size = line();
      if (size.isEmpty()) {
        return false;
      }
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
          body.writeBytes(("[" + trailer + "]").getBytes(StandardCharsets.UTF_8));
        }
        return true;
      }
      if (!copy(length, body)) {
        return false;
      }
      line();
    }
  }

  /// The next chunk of a body.
  byte[] chunk() {
    try {
      int length = Integer.parseInt(line(), 16);
      byte[] bytes = input.readNBytes(length);
      line();
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a status line and headers.
  int head() {
    try {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      String header = line();
      while (!header.isEmpty()) {
        header = line();
      }
      return status;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether so many bytes came; for the largest number, whether the end came and no reset.
  private boolean copy(long length, ByteArrayOutputStream body) throws IOException {
    try {
      byte[] block = new byte[64 << 10];
      for (long left = length; left > 0; ) {
        int count = input.read(block, 0, (int) Math.min(left, block.length));
        if (count < 0) {
          return length == Long.MAX_VALUE;
        }
        body.write(block, 0, count);
        left -= count;
      }
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  /// The next line without its end; empty also at the end of the connection.
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int b = input.read(); b >= 0 && b != '\n'; b = input.read()) {
        if (b != '\r') {
          line.write(b);
        }
      }
    } catch (SocketException e) {
      return "";
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  int read() {
    try {
      return input.read();
    } catch (SocketException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for the end of the connection; anything but that is an error.
  void expectClosed() {
    int next = read();
    if (next >= 0) {
      throw new AssertionError("expected the end of the connection, found byte " + next);
    }
  }

  List<Answer> answers(int count) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(answer());
    }
    return answers;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
