package dev.vestige.http.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrpcStatusTest {
  @Test
  void of_success_says_nothing_more() {
    assertThat(GrpcStatus.OK.trailers()).containsOnlyKeys("grpc-status").containsValue("0");
  }

  @Test
  void encodes_what_is_not_plain_ascii() {
    GrpcStatus status = GrpcStatus.of(VestigeException.invalidInput("100% gr\u00fcn\n"));
    assertThat(status.trailers())
        .containsEntry("grpc-status", "3")
        .containsEntry("grpc-message", "100%25 gr%C3%BCn%0A")
        .doesNotContainKey("grpc-status-details-bin");
  }

  @Test
  void tells_when_to_try_again() {
    String details =
        GrpcStatus.of(new VestigeException(ErrorKind.UNAVAILABLE, "busy"))
            .trailers()
            .get("grpc-status-details-bin");
    byte[] decoded = Base64.getDecoder().decode(details);
    // code 14, message "busy", Any of 48 bytes: the type, then a RetryInfo of one second.
    assertThat(decoded)
        .startsWith(8, 14, 18, 4, 'b', 'u', 's', 'y', 26, 48, 10, 40)
        .endsWith('I', 'n', 'f', 'o', 18, 4, 10, 2, 8, 1);
    assertThat(details).doesNotEndWith("=");
  }

  @ParameterizedTest
  @EnumSource
  void of_each_kind_is_one_that_senders_treat_rightly(ErrorKind kind) {
    GrpcStatus status = GrpcStatus.of(new VestigeException(kind, "x"));
    assertThat(status.code()).isBetween(1, 16);
    boolean isRetried = status.code() == 14;
    boolean mayBeRetried =
        kind == ErrorKind.RESOURCE_EXHAUSTED
            || kind == ErrorKind.UNAVAILABLE
            || kind == ErrorKind.BAD_GATEWAY
            || kind == ErrorKind.IO;
    assertThat(isRetried).isEqualTo(mayBeRetried);
  }

  @Test
  void cuts_very_long_messages() {
    GrpcStatus status =
        GrpcStatus.of(new VestigeException(ErrorKind.UNAVAILABLE, "x".repeat(1_000_000)));
    assertThat(status.trailers().get("grpc-message")).hasSizeLessThan(5_000);
    assertThat(status.trailers().get("grpc-status-details-bin")).hasSizeLessThan(2_000);
  }

  @ParameterizedTest
  @CsvSource({
    "1H,3600000",
    "2M,120000",
    "3S,3000",
    "7959m,7959",
    "1500u,1",
    "99999999n,99",
    "0S,0"
  })
  void reads_timeouts(String timeout, long millis) {
    assertThat(GrpcDeadline.millis(timeout)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S", "1", "1x", "-1S", "123456789S", "1.5S", " 1S"})
  void refuses_other_timeouts(String timeout) {
    assertThatThrownBy(() -> GrpcDeadline.millis(timeout)).isInstanceOf(VestigeException.class);
  }

  @Test
  void a_deadline_follows_the_cancellation_of_its_request() {
    Cancellation request = Cancellation.never();
    Cancellation call = GrpcDeadline.of(Optional.of("1H"), request);
    assertThat(call.remainingMillis()).isBetween(3_500_000L, 3_600_000L);
    request.cancel();
    assertThat(call.isCancelled()).isTrue();
    assertThat(GrpcDeadline.of(Optional.empty(), request)).isSameAs(request);
  }
}
