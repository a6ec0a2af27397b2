package dev.vestige.cmd.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request with arguments and the answer to it, both in memory.
final class TestExchange implements Exchange {
  final Cancellation cancellation = Cancellation.never();
  final Map<String, String> headers = new HashMap<>();
  int status;
  String contentType = "";
  byte[] body = {};

  private final String path;
  private final Map<String, String> requestHeaders;
  private final Map<String, String> arguments;

  private TestExchange(
      String path, Map<String, String> requestHeaders, Map<String, String> arguments) {
    this.path = path;
    this.requestHeaders = requestHeaders;
    this.arguments = arguments;
  }

  /// What the endpoint answers to these arguments.
  static TestExchange ask(Endpoint endpoint, Map<String, String> arguments) throws IOException {
    TestExchange exchange = new TestExchange("/", Map.of(), arguments);
    endpoint.serve(exchange);
    return exchange;
  }

  /// What the endpoint answers at a path.
  static TestExchange at(Endpoint endpoint, String path, Map<String, String> requestHeaders)
      throws IOException {
    TestExchange exchange = new TestExchange(path, requestHeaders, Map.of());
    endpoint.serve(exchange);
    return exchange;
  }

  static TestExchange with(Map<String, String> arguments) {
    return new TestExchange("/", Map.of(), arguments);
  }

  String text() {
    return new String(body, UTF_8);
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String rawPath() {
    return path;
  }

  @Override
  public String rawQuery() {
    return "";
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(requestHeaders.get(name));
  }

  @Override
  public List<String> headers(String name) {
    return header(name).stream().toList();
  }

  @Override
  public Optional<String> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  @Override
  public List<String> arguments(String name) {
    return argument(name).stream().toList();
  }

  @Override
  public Optional<String> queryArgument(String name) {
    return argument(name);
  }

  @Override
  public List<String> queryArguments(String name) {
    return arguments(name);
  }

  @Override
  public TenantId tenant() {
    return TenantId.DEFAULT;
  }

  @Override
  public ByteSlice rawBody(long bytesMax) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ByteSlice body(long bytesMax) {
    return ByteSlice.EMPTY;
  }

  @Override
  public void setHeader(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public void send(int answer, String type, ByteSlice content) {
    status = answer;
    contentType = type;
    body = content.toByteArray();
  }

  @Override
  public void send(int answer) {
    send(answer, "", ByteSlice.EMPTY);
  }

  @Override
  public BodyWriter stream(int answer, String type) {
    status = answer;
    contentType = type;
    return new MemoryBody();
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  private final class MemoryBody extends BodyWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void abort() {
      throw new IllegalStateException("no page breaks its answer off");
    }

    @Override
    public void flush() {}

    @Override
    public void write(int value) {
      bytes.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes.write(source, offset, length);
    }

    @Override
    public void close() {
      body = bytes.toByteArray();
    }
  }
}
