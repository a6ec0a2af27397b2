package dev.vestige.insert.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import org.junit.jupiter.api.Test;

class OtlpAnswersTest {
  @Test
  void full_success_says_nothing() {
    assertThat(OtlpAnswers.response(0, "").isEmpty()).isTrue();
    assertThat(OtlpAnswers.jsonResponse(0, "").toString()).isEqualTo("{}");
  }

  @Test
  void refused_spans_are_told_with_their_number_and_the_reason()
      throws InvalidProtocolBufferException {
    ExportTraceServiceResponse response =
        ExportTraceServiceResponse.parseFrom(OtlpAnswers.response(300, "a\"b").toByteArray());
    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(300);
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("a\"b");
    assertThat(OtlpAnswers.jsonResponse(300, "a\"b").toString())
        .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"300\",\"errorMessage\":\"a\\\"b\"}}");
  }

  @Test
  void a_warning_rejects_nothing() throws InvalidProtocolBufferException {
    ExportTraceServiceResponse response =
        ExportTraceServiceResponse.parseFrom(OtlpAnswers.response(0, "careful").toByteArray());
    assertThat(response.getPartialSuccess().getRejectedSpans()).isZero();
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("careful");
    assertThat(OtlpAnswers.jsonResponse(0, "careful").toString())
        .isEqualTo("{\"partialSuccess\":{\"errorMessage\":\"careful\"}}");
  }

  @Test
  void errors_carry_code_and_message() {
    assertThat(OtlpAnswers.jsonStatus(3, "bad <x>").toString())
        .isEqualTo("{\"code\":3,\"message\":\"bad \\u003cx>\"}");
    assertThat(OtlpAnswers.status(3, "bad").toByteArray())
        .containsExactly(0x08, 3, 0x12, 3, 'b', 'a', 'd');
  }
}
