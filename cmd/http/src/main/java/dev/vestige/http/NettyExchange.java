package dev.vestige.http;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.http.coding.Coding;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The [Exchange] of a [Call].
final class NettyExchange implements Exchange {
  private final Call call;
  private final Answer answer;
  private @Nullable RequestTarget target;
  private @Nullable Arguments queryArguments;
  private @Nullable Arguments formArguments;
  private final UnusedArguments unused = new UnusedArguments();
  private @Nullable ByteSlice body;

  NettyExchange(Call call) {
    this.call = call;
    this.answer = new Answer(call);
  }

  // ---- the request

  @Override
  public String method() {
    return call.request().method().name();
  }

  RequestTarget target() {
    RequestTarget parsed = target;
    if (parsed == null) {
      parsed = RequestTarget.parse(call.request().uri());
      target = parsed;
    }
    return parsed;
  }

  void rewrite(RequestTarget rewritten) {
    target = rewritten;
  }

  void route(String name) {
    call.route(name);
  }

  @Override
  public String path() {
    return target().path();
  }

  @Override
  public String rawPath() {
    return target().rawPath();
  }

  @Override
  public String rawQuery() {
    return target().rawQuery();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(call.request().headers().get(name));
  }

  @Override
  public List<String> headers(String name) {
    return call.request().headers().getAll(name);
  }

  @Override
  public String remoteAddress() {
    return call.carrier().connection().remoteAddress();
  }

  @Override
  public Optional<String> argument(String name) {
    unused.ask(name);
    List<String> ofForm = formArguments().all(name);
    return ofForm.isEmpty() ? queryArgument(name) : Optional.of(ofForm.getFirst());
  }

  @Override
  public List<String> arguments(String name) {
    unused.ask(name);
    List<String> ofForm = formArguments().all(name);
    List<String> ofQuery = queryArguments(name);
    if (ofForm.isEmpty()) {
      return ofQuery;
    }
    List<String> all = new ArrayList<>(ofForm);
    all.addAll(ofQuery);
    return List.copyOf(all);
  }

  @Override
  public Optional<String> queryArgument(String name) {
    return queryArguments(name).stream().findFirst();
  }

  @Override
  public List<String> queryArguments(String name) {
    unused.ask(name);
    Arguments parsed = queryArguments;
    if (parsed == null) {
      parsed = Arguments.urlencoded(rawQuery(), "the query string");
      queryArguments = parsed;
    }
    return parsed.all(name);
  }

  private Arguments formArguments() {
    Arguments parsed = formArguments;
    if (parsed == null) {
      parsed = call.mayHaveForm() ? readForm() : Arguments.NONE;
      formArguments = parsed;
    }
    return parsed;
  }

  private Arguments readForm() {
    String contentType = call.contentType();
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (mediaType) {
      case "application/x-www-form-urlencoded" ->
          Arguments.urlencoded(body(Limits.FORM_BYTES_MAX).toString(), "the form");
      case "multipart/form-data" -> Arguments.multipart(body(Limits.FORM_BYTES_MAX), contentType);
      default -> Arguments.NONE;
    };
  }

  @Override
  public TenantId tenant() {
    return new TenantId(tenantNumber("AccountID"), tenantNumber("ProjectID"));
  }

  private int tenantNumber(String name) {
    String value = header(name).orElse("");
    if (value.isEmpty()) {
      return 0;
    }
    try {
      if (value.charAt(0) != '+') {
        return Integer.parseUnsignedInt(value);
      }
    } catch (NumberFormatException e) {
      // Told below, with the name of the header.
    }
    throw VestigeException.invalidInput(
        "reading the tenant: "
            + path()
            + " is for one, expected an unsigned 32-bit number in the header "
            + name
            + ", found \""
            + value
            + '"');
  }

  @Override
  public ByteSlice body(long bytesMax) {
    ByteSlice known = body;
    if (known == null) {
      known = receive(bytesMax);
      body = known;
    }
    if (known.length() > bytesMax) {
      throw BodyInbox.tooLarge(bytesMax);
    }
    return known;
  }

  @Override
  public ByteSlice rawBody(long bytesMax) {
    ByteSlice raw = collect(bytesMax);
    call.lease(raw.array());
    return raw;
  }

  private ByteSlice collect(long bytesMax) {
    if (call.contentLength() > bytesMax) {
      throw BodyInbox.tooLarge(bytesMax);
    }
    return call.inbox().collect(bytesMax, call.contentLength(), call.context().arrays());
  }

  private ByteSlice receive(long bytesMax) {
    Coding coding = Coding.ofContentEncoding(String.join(",", headers("Content-Encoding")));
    ByteSlice raw = collect(bytesMax);
    if (coding == Coding.IDENTITY) {
      call.lease(raw.array());
      return raw;
    }
    try {
      ByteSlice expanded =
          call.context().decompressor().expand(coding, raw, Limits.expansion(bytesMax));
      call.lease(expanded.array());
      return expanded;
    } finally {
      call.context().arrays().give(raw.array());
    }
  }

  @Override
  public Cancellation cancellation() {
    return call.cancellation();
  }

  // ---- the answer

  Answer answer() {
    return answer;
  }

  @Override
  public void setHeader(String name, String value) {
    answer.setHeader(name, value);
  }

  @Override
  public void endConnection() {
    call.endConnection();
  }

  @Override
  public boolean isCommitted() {
    return answer.isCommitted();
  }

  @Override
  public void send(int status) {
    send(status, "", ByteSlice.EMPTY);
  }

  @Override
  public void send(int status, String contentType, ByteSlice content) {
    send(status, contentType, content, Map.of());
  }

  @Override
  public void send(
      int status, String contentType, ByteSlice content, Map<String, String> trailers) {
    tellUnused(status);
    answer.send(status, contentType, content, trailers);
  }

  @Override
  public BodyWriter stream(int status, String contentType) {
    tellUnused(status);
    return answer.stream(status, contentType);
  }

  /// An error came before the rest was asked for.
  private void tellUnused(int status) {
    if (status >= HttpResponseStatus.BAD_REQUEST.code()) {
      return;
    }
    String names = unused.among(names(queryArguments), names(formArguments));
    if (!names.isEmpty()) {
      setHeader(UnusedArguments.HEADER, names);
    }
  }

  private static Set<String> names(@Nullable Arguments known) {
    return known == null ? Set.of() : known.values().keySet();
  }
}
