package dev.vestige.insert.zipkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipkinReaderTest {
  private static final String CLIENT_SPAN_AS_OTLP =
      """
      resource_spans {
        resource {
          attributes {
            key: "service.name"
            value {
              string_value: "backend"
            }
          }
        }
        scope_spans {
          scope {
            name: "lib"
          }
          spans {
            trace_id: "\\000\\000\\000\\000\\000\\000\\000\\000Z\\367\\030?\\261\\324\\317_"
            span_id: "5+\\377\\232t\\312\\232\\322"
            parent_span_id: "k\\"\\035[\\311\\346Il"
            name: "get"
            kind: SPAN_KIND_CLIENT
            start_time_unix_nano: 1750000000000001000
            end_time_unix_nano: 1750000000001432000
            attributes { key: "peer.service" value { string_value: "db" } }
            attributes { key: "network.local.address" value { string_value: "192.168.99.1" } }
            attributes { key: "network.local.port" value { int_value: 3306 } }
            attributes { key: "network.peer.address" value { string_value: "::1" } }
            attributes { key: "network.peer.port" value { int_value: 9042 } }
            attributes { key: "zipkin.debug" value { bool_value: true } }
            attributes { key: "zipkin.shared" value { bool_value: true } }
            attributes { key: "http.path" value { string_value: "/api" } }
            events {
              time_unix_nano: 1750000000000100000
              name: "wire send"
            }
            status {
              message: "timed out"
              code: STATUS_CODE_ERROR
            }
          }
        }
      }
      """;

  private static ExportTraceServiceRequest parsed(ByteSlice otlp) throws Exception {
    return ExportTraceServiceRequest.parseFrom(otlp.toByteArray());
  }

  private static ExportTraceServiceRequest json(String body) throws Exception {
    return parsed(new ZipkinJsonReader().read(ByteSlice.utf8(body)));
  }

  @Test
  void a_span_becomes_what_it_means_in_otlp() throws Exception {
    assertThat(json(ZipkinBodies.JSON))
        .isEqualTo(
            com.google.protobuf.TextFormat.parse(
                CLIENT_SPAN_AS_OTLP, ExportTraceServiceRequest.class));
  }

  @Test
  void protobuf_means_the_same_as_json() throws Exception {
    ExportTraceServiceRequest read =
        parsed(new ZipkinProtoReader().read(ByteSlice.of(ZipkinBodies.protobuf())));
    assertThat(read.toString().replace("0:0:0:0:0:0:0:1", "::1"))
        .isEqualTo(json(ZipkinBodies.JSON).toString());
  }

  @Test
  void spans_of_one_service_share_a_resource_and_local_spans_are_internal() throws Exception {
    ExportTraceServiceRequest request =
        json(
            """
            [{"traceId":"1","id":"1","localEndpoint":{"serviceName":"a"}},
             {"traceId":"1","id":"2","localEndpoint":{"serviceName":"b"}},
             {"traceId":"1","id":"3","localEndpoint":{"serviceName":"a"}},
             {"traceId":"1","id":"4","localEndpoint":null,
              "tags":{"error":"false","otel.status_code":"OK","span.kind":"server"}}]
            """);
    assertThat(request.getResourceSpansList())
        .extracting(group -> group.getScopeSpans(0).getSpansCount())
        .containsExactly(2, 1, 1);
    var first = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(first.getKindValue()).isEqualTo(1);
    var last = request.getResourceSpans(2).getScopeSpans(0).getSpans(0);
    assertThat(request.getResourceSpans(2).getResource().getAttributesCount()).isZero();
    assertThat(last.getStatus().getCodeValue()).isEqualTo(1);
    assertThat(last.getKindValue()).isEqualTo(2);
    assertThat(last.getAttributesCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[5]",
        "[{\"kind\":\"LOCAL\"}]",
        "[{\"traceId\":\"xyz\"}]",
        "[{\"timestamp\":\"now\"}]",
        "[{\"tags\":{\"a\":5}}]",
        "[{}"
      })
  void what_is_no_list_of_spans_is_refused(String body) {
    assertThatThrownBy(() -> json(body))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("cannot read JSON");
  }

  @Test
  void broken_protobuf_is_refused_with_the_number_of_the_span() {
    byte[] body = HexFormat.of().parseHex("0a020a000a022801");
    assertThatThrownBy(() -> new ZipkinProtoReader().read(ByteSlice.of(body)))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("in spans[1]: cannot read protobuf: field 5 has wire type 0");
  }
}
