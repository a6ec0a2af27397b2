package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.grpc.GrpcMetadata;
import dev.vestige.http.grpc.GrpcMethod;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.OptionSource;
import dev.vestige.insert.otlp.OtlpAnswers;
import java.io.IOException;
import java.util.Optional;

/// OTLP over gRPC: the method [#PATH]. Options and tenant come as metadata, under the names that
/// the headers of HTTP requests have; the arguments of URLs have no counterpart.
public final class OtlpGrpcExport implements GrpcMethod {
  public static final String PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final Ingest ingest;

  public OtlpGrpcExport(Ingest ingest) {
    this.ingest = ingest;
  }

  @Override
  public ByteSlice call(GrpcMetadata metadata, ByteSlice message) throws IOException {
    // Whoever has stopped waiting will send the same spans again.
    metadata.cancellation().check();
    IngestResult result =
        ingest.serve(
            IngestType.OTLP_GRPC,
            () ->
                new IngestRequest(
                    IngestType.OTLP_GRPC, metadata.tenant(), options(metadata), message));
    return OtlpAnswers.response(result.rejected(), result.message());
  }

  private static InsertOptions options(GrpcMetadata metadata) {
    return InsertOptions.of(
        new OptionSource() {
          @Override
          public Optional<String> argument(String name) {
            return Optional.empty();
          }

          @Override
          public Optional<String> header(String name) {
            return metadata.header(name);
          }
        });
  }
}
