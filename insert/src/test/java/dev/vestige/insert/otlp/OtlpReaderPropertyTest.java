package dev.vestige.insert.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReaderPropertyTest {
  private final ReadBatch protobuf = new ReadBatch();
  private final OtlpJsonReader json = new OtlpJsonReader();

  @Test
  void the_same_spans_come_out_as_out_of_the_generated_classes() throws IOException {
    for (int round = 0; round < 400; round++) {
      long seed = 1_000_000L + round;
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      ExportTraceServiceRequest request = new RandomRequests(random).next();
      byte[] plain = request.toByteArray();
      byte[] shuffled =
          new WireShuffle(random).shuffle(plain, ExportTraceServiceRequest.getDescriptor());
      assertThat(SpanDump.of(protobuf.read(plain)))
          .as("seed %d", seed)
          .isEqualTo(OracleDump.of(request));
      assertThat(SpanDump.of(protobuf.read(shuffled)))
          .as("seed %d, shuffled", seed)
          .isEqualTo(OracleDump.of(ExportTraceServiceRequest.parseFrom(shuffled)));
      assertThat(protobuf.refusals()).isEmpty();
    }
  }

  @Test
  void json_in_all_its_forms_means_the_same() throws IOException {
    for (int round = 0; round < 400; round++) {
      long seed = 2_000_000L + round;
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      ExportTraceServiceRequest request = new RandomRequests(random).next();
      byte[] body = new JsonForm(random).write(request);
      assertThat(SpanDump.of(protobuf.read(json.read(ByteSlice.of(body)))))
          .as("seed %d: %s", seed, ByteSlice.of(body))
          .isEqualTo(OracleDump.of(request));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http-traces-0a",
        "http-traces-0b",
        "http-traces-1a",
        "http-traces-1b",
        "http-traces-2a",
        "http-traces-2b",
        "http-traces-3a",
        "http-traces-3b",
        "logsql-dataset-1",
        "logsql-dataset-2",
        "logsql-dataset-3",
        "logsql-dataset-4",
        "logsql-dataset-5"
      })
  void recorded_requests_are_the_same_in_both_encodings(String name) throws IOException {
    byte[] body = resource(name + ".pb.gz");
    byte[] twin = resource(name + ".json.gz");
    ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
    assertThat(SpanDump.of(protobuf.read(body))).isEqualTo(OracleDump.of(request));
    assertThat(SpanDump.of(protobuf.read(json.read(ByteSlice.of(twin)))))
        .isEqualTo(OracleDump.of(request));
    assertThat(protobuf.refusals()).isEmpty();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        OtlpReaderPropertyTest.class.getResourceAsStream("/dev/vestige/insert/dataset/" + name)) {
      return new GZIPInputStream(in).readAllBytes();
    }
  }
}
