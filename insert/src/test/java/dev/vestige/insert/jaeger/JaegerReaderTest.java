package dev.vestige.insert.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JaegerReaderTest {
  private static final String AS_OTLP =
      """
      resource_spans {
        resource {
          attributes { key: "host" value { string_value: "h1" } }
          attributes { key: "service.name" value { string_value: "shop" } }
        }
        scope_spans {
          scope {}
          spans {
            flags: 1
            name: "op"
            attributes { key: "s" value { string_value: "text" } }
            attributes { key: "d" value { double_value: 1.5 } }
            attributes { key: "b" value { bool_value: false } }
            attributes { key: "l" value { int_value: -7 } }
            attributes { key: "x" value { bytes_value: "\\000\\377" } }
            events {
              time_unix_nano: 1750000000000002000
              name: "retry"
              attributes { key: "n" value { int_value: 3 } }
            }
            links {
              trace_id: "\\000\\000\\000\\000\\000\\000\\000\\011\\000\\000\\000\\000\\000\\000\\000\\010"
              span_id: "\\000\\000\\000\\000\\000\\000\\000\\007"
              attributes { key: "opentracing.ref_type" value { string_value: "follows_from" } }
            }
            trace_id: "\\000\\000\\000\\000\\000\\000\\000\\002\\000\\000\\000\\000\\000\\000\\000\\001"
            span_id: "\\000\\000\\000\\000\\000\\000\\000\\003"
            parent_span_id: "\\000\\000\\000\\000\\000\\000\\000\\004"
            start_time_unix_nano: 1750000000000001000
            end_time_unix_nano: 1750000000000006000
            kind: SPAN_KIND_CLIENT
            status { message: "" code: STATUS_CODE_ERROR }
          }
        }
      }
      """;

  private static ExportTraceServiceRequest read(ThriftProtocol protocol, ByteSlice body)
      throws Exception {
    return ExportTraceServiceRequest.parseFrom(
        new JaegerReader().read(protocol, body).toByteArray());
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_becomes_what_it_means_in_otlp(ThriftProtocol protocol) throws Exception {
    assertThat(read(protocol, ByteSlice.of(JaegerBodies.batch(protocol))))
        .isEqualTo(TextFormat.parse(AS_OTLP, ExportTraceServiceRequest.class));
  }

  @ParameterizedTest
  @EnumSource
  void the_process_may_come_last_and_unknown_fields_anywhere(ThriftProtocol protocol)
      throws Exception {
    ThriftWriter out = new ThriftWriter(protocol);
    out.begin().real(40, 1).bool(41, true).text(300, "skipped").i32(301, 5);
    out.list(302, ThriftReader.BOOL, 2);
    out.out().putByte(1);
    out.out().putByte(1);
    out.list(2, ThriftReader.STRUCT, 1);
    JaegerBodies.span(out);
    JaegerBodies.process(out);
    out.end();
    assertThat(read(protocol, out.out().slice()))
        .isEqualTo(TextFormat.parse(AS_OTLP, ExportTraceServiceRequest.class));
  }

  @ParameterizedTest
  @EnumSource
  void twenty_spans_are_twenty_spans(ThriftProtocol protocol) throws Exception {
    ThriftWriter out = new ThriftWriter(protocol);
    out.begin();
    JaegerBodies.process(out);
    out.list(2, ThriftReader.STRUCT, 20);
    for (int i = 0; i < 20; i++) {
      JaegerBodies.span(out);
    }
    out.end();
    assertThat(
            read(protocol, out.out().slice()).getResourceSpans(0).getScopeSpans(0).getSpansCount())
        .isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  void every_cut_is_refused(ThriftProtocol protocol) {
    byte[] whole = JaegerBodies.batch(protocol);
    for (int length = 0; length < whole.length; length++) {
      ByteSlice cut = new ByteSlice(whole, 0, length);
      assertThatThrownBy(() -> new JaegerReader().read(protocol, cut))
          .as("cut to %d", length)
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("cannot read the Jaeger batch");
    }
  }

  @Test
  void a_list_cannot_claim_more_elements_than_bytes() {
    byte[] body = HexFormat.of().parseHex("0f00020c7fffffff");
    assertThatThrownBy(() -> new JaegerReader().read(ThriftProtocol.BINARY, ByteSlice.of(body)))
        .hasMessageContaining("a container of 2147483647 elements, only 0 bytes are left");
  }

  @Test
  void endless_nesting_is_refused() {
    byte[] body = new byte[100_000];
    java.util.Arrays.fill(body, (byte) 0x9C);
    // Field 9 of type struct, within itself for ever.
    assertThatThrownBy(() -> new JaegerReader().read(ThriftProtocol.COMPACT, ByteSlice.of(body)))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("nested deeper");
  }
}
