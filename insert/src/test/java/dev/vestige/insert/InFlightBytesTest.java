package dev.vestige.insert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import org.junit.jupiter.api.Test;

class InFlightBytesTest {
  private static final TenantId GREEDY = new TenantId(1, 0);
  private static final TenantId OTHER = new TenantId(2, 0);
  private static final TenantId THIRD = new TenantId(3, 0);

  private final InFlightBytes bytes = new InFlightBytes(100);

  private void refused(TenantId tenant, long wanted, ErrorKind kind) {
    assertThatThrownBy(() -> bytes.enter(tenant, wanted))
        .isInstanceOfSatisfying(VestigeException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining("try again later");
  }

  @Test
  void a_tenant_gets_half_and_the_others_the_rest() {
    bytes.enter(GREEDY, 30);
    bytes.enter(GREEDY, 20);
    refused(GREEDY, 1, ErrorKind.RESOURCE_EXHAUSTED);
    bytes.enter(OTHER, 50);
    refused(THIRD, 1, ErrorKind.UNAVAILABLE);
    bytes.leave(GREEDY, 20);
    bytes.enter(THIRD, 20);
    refused(GREEDY, 21, ErrorKind.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_request_above_the_bound_passes_alone() {
    bytes.enter(GREEDY, 1000);
    refused(GREEDY, 1, ErrorKind.RESOURCE_EXHAUSTED);
    refused(OTHER, 1, ErrorKind.UNAVAILABLE);
    bytes.leave(GREEDY, 1000);
    bytes.enter(OTHER, 1);
  }
}
