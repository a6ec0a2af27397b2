package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The OpenTelemetry SDK for Java exports to the shipped executable by each of its ways; what is
/// read back from the data folder is what was sent, with its types.
class JavaSdkTest {
  private static final int WAYS = 6;
  private static final int TRACES = 20;
  private static final int SPANS_PER_TRACE = 2;
  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path folder;

  /// Keeps what the other exporter is given, too.
  private static final class Memory implements SpanExporter {
    final List<SpanData> spans = new ArrayList<>();

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> exported) {
      spans.addAll(exported);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /// Sends the JSON that the SDK makes, for which it has no exporter of its own.
  private record Json(URI address, HttpClient client) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> exported) {
      try {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        TraceRequestMarshaler.create(exported).writeJsonTo(body);
        HttpRequest request =
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 && answer.body().equals("{}")
            ? CompletableResultCode.ofSuccess()
            : CompletableResultCode.ofFailure();
      } catch (IOException e) {
        return CompletableResultCode.ofExceptionalFailure(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CompletableResultCode.ofExceptionalFailure(e);
      }
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      client.close();
      return CompletableResultCode.ofSuccess();
    }
  }

  @Test
  void what_the_sdk_exports_is_read_back_with_its_types() throws Exception {
    int grpcPort = VestigeServer.freePort();
    Memory sent = new Memory();
    try (var server =
        VestigeServer.start(
            folder, "-otlpGRPCListenAddr=127.0.0.1:" + grpcPort, "-otlpGRPC.tls=false")) {
      String http = server.uri("/insert/opentelemetry/v1/traces").toString();
      String grpc = "http://127.0.0.1:" + grpcPort;
      for (Map.Entry<String, SpanExporter> way : ways(http, grpc, server).entrySet()) {
        export(way.getKey(), way.getValue(), sent);
      }
      assertThat(server.get("/metrics").body())
          .contains("vt_rows_ingested_total{type=\"opentelemetry_traces_otlpgrpc\"} ")
          .doesNotContain("vt_rows_ingested_total{type=\"opentelemetry_traces_otlpgrpc\"} 0");
      server.process().terminate();
      assertThat(server.process().awaitExit()).isZero();
    }
    Map<String, String> expected = new TreeMap<>();
    sent.spans.forEach(span -> expected.put(span.getSpanId(), describe(span)));
    Map<String, String> stored =
        StoredSpans.of(
            folder.resolve("data"), sent.spans.stream().map(SpanData::getTraceId).toList());
    assertThat(stored).hasSize(WAYS * SPANS_PER_TRACE * TRACES).isEqualTo(expected);
  }

  private static Map<String, SpanExporter> ways(String http, String grpc, VestigeServer server) {
    Map<String, SpanExporter> ways = new LinkedHashMap<>();
    ways.put("protobuf", OtlpHttpSpanExporter.builder().setEndpoint(http).build());
    ways.put(
        "protobuf and gzip",
        OtlpHttpSpanExporter.builder().setEndpoint(http).setCompression("gzip").build());
    ways.put("json", new Json(URI.create(http), HttpClient.newHttpClient()));
    ways.put("grpc", OtlpGrpcSpanExporter.builder().setEndpoint(grpc).build());
    ways.put(
        "grpc and gzip",
        OtlpGrpcSpanExporter.builder().setEndpoint(grpc).setCompression("gzip").build());
    ways.put(
        "grpc at the main address",
        OtlpGrpcSpanExporter.builder().setEndpoint(server.uri("").toString()).build());
    return ways;
  }

  private static void export(String name, SpanExporter exporter, Memory memory) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", "sdk by " + name)
                        .put("process.pid", 4711)
                        .build()))
            .addSpanProcessor(SimpleSpanProcessor.create(memory))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build();
    Tracer tracer = provider.get("the scope", "1.2.3");
    for (int i = 0; i < TRACES; i++) {
      makeTrace(tracer, i);
    }
    CompletableResultCode flushed = provider.forceFlush().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(flushed.isSuccess()).as("exported by " + name).isTrue();
    provider.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static void makeTrace(Tracer tracer, int number) {
    Span root =
        tracer
            .spanBuilder("GET /orders/{id}")
            .setSpanKind(SpanKind.SERVER)
            .addLink(
                SpanContext.create(
                    "0af7651916cd43dd8448eb211c80319c",
                    "b7ad6b7169203331",
                    TraceFlags.getSampled(),
                    TraceState.getDefault()),
                Attributes.of(AttributeKey.stringKey("why"), "it came before"))
            .startSpan();
    root.setAttribute("text", "größe \"" + number + "\"");
    root.setAttribute("empty", "");
    root.setAttribute("whole", Long.MAX_VALUE - number);
    root.setAttribute("real", number + 0.25);
    root.setAttribute("yes", number % 2 == 0);
    root.setAttribute(AttributeKey.stringArrayKey("texts"), List.of("a", "b c"));
    root.setAttribute(AttributeKey.longArrayKey("wholes"), List.of(1L, -2L));
    root.setAttribute(AttributeKey.doubleArrayKey("reals"), List.of(0.5, 1e21));
    root.setAttribute(AttributeKey.booleanArrayKey("flags"), List.of(true, false));
    root.addEvent("looked up", Attributes.of(AttributeKey.longKey("rows"), 12L));
    Span child =
        tracer.spanBuilder("SELECT orders").setParent(Context.root().with(root)).startSpan();
    child.setStatus(StatusCode.ERROR, "it is gone");
    child.recordException(new IllegalStateException("no order " + number));
    child.end();
    root.setStatus(StatusCode.OK);
    root.end();
  }

  // ---- the same texts as those of StoredSpans

  private static String describe(SpanData span) {
    StringBuilder text = new StringBuilder();
    text.append("trace ")
        .append(span.getTraceId())
        .append(" parent ")
        .append(span.getParentSpanId())
        .append("\nname ")
        .append(span.getName())
        .append(" kind ")
        .append(kindNumber(span.getKind()))
        .append("\ntimes ")
        .append(span.getStartEpochNanos())
        .append(' ')
        .append(span.getEndEpochNanos())
        .append("\nstatus ")
        .append(statusNumber(span.getStatus().getStatusCode()))
        .append(' ')
        .append(span.getStatus().getDescription())
        .append("\nscope ")
        .append(span.getInstrumentationScopeInfo().getName())
        .append(' ')
        .append(span.getInstrumentationScopeInfo().getVersion())
        .append("\nresource ")
        .append(attributes(span.getResource().getAttributes()))
        .append("\nattributes ")
        .append(attributes(span.getAttributes()));
    for (EventData event : span.getEvents()) {
      text.append("\nevent ")
          .append(event.getEpochNanos())
          .append(' ')
          .append(event.getName())
          .append(' ')
          .append(attributes(event.getAttributes()));
    }
    for (LinkData link : span.getLinks()) {
      text.append("\nlink ")
          .append(link.getSpanContext().getTraceId())
          .append(' ')
          .append(link.getSpanContext().getSpanId())
          .append(' ')
          .append(attributes(link.getAttributes()));
    }
    return text.toString();
  }

  private static int kindNumber(SpanKind kind) {
    return switch (kind) {
      case INTERNAL -> 1;
      case SERVER -> 2;
      case CLIENT -> 3;
      case PRODUCER -> 4;
      case CONSUMER -> 5;
    };
  }

  private static int statusNumber(StatusCode code) {
    return switch (code) {
      case UNSET -> 0;
      case OK -> 1;
      case ERROR -> 2;
    };
  }

  private static Map<String, String> attributes(Attributes attributes) {
    Map<String, String> described = new TreeMap<>();
    attributes.forEach((key, value) -> described.put(key.getKey(), describe(key.getType(), value)));
    return described;
  }

  private static String describe(AttributeType type, Object value) {
    return switch (type) {
      case STRING -> "STRING " + (value.equals("") ? "-" : value);
      case LONG -> "INT " + value;
      case DOUBLE -> "DOUBLE " + String.valueOf(value).replaceAll("\\.0$", "");
      case BOOLEAN -> "BOOL " + value;
      default ->
          "ARRAY "
              + ((List<?>) value)
                  .stream().map(JavaSdkTest::element).collect(Collectors.joining(",", "[", "]"));
    };
  }

  private static String element(Object value) {
    if (value instanceof String text) {
      return "\"" + text + "\"";
    }
    return value.equals(1e21) ? "1e+21" : value.toString();
  }
}
