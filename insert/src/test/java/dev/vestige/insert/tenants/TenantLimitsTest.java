package dev.vestige.insert.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.SpanGate;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantLimitsTest {
  private static final TenantId NAMED = new TenantId(12, 34);
  private static final TenantId OTHER = new TenantId(1, 0);
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(-5 * SECOND);
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @TempDir Path directory;

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("limits"), text);
  }

  private TenantLimits limits(String text) throws IOException {
    return TenantLimits.of(write(text), now::get);
  }

  private void span(String service, String name) {
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    byte[] key = bytes("service.name");
    byte[] value = bytes(service);
    builder.attributeText(key, 0, key.length, ValueType.STRING, value, 0, value.length);
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    builder.beginSpan();
    byte[] text = bytes(name);
    builder.name(builder.text(text, 0, text.length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable RefusalReason ask(SpanGate gate, String service, String name) {
    span(service, name);
    return gate.refusal(builder);
  }

  @Test
  void without_a_file_nobody_is_limited() {
    assertThat(TenantLimits.none().gate(NAMED)).isSameAs(SpanGate.OPEN);
  }

  @Test
  void a_tenant_has_its_own_line_or_the_one_for_all() throws IOException {
    TenantLimits limits = limits("# all\n* spans_per_second=1\n12:34 # none\n");
    assertThat(limits.gate(NAMED)).isSameAs(SpanGate.OPEN);
    assertThat(ask(limits.gate(OTHER), "s", "n")).isNull();
    assertThat(ask(limits.gate(OTHER), "s", "n")).isEqualTo(RefusalReason.TENANT_RATE);
    assertThat(ask(limits.gate(new TenantId(2, 0)), "s", "n")).isNull();
  }

  @Test
  void spans_come_back_with_time_up_to_one_second_of_them() throws IOException {
    TenantLimits limits = limits("12:34 spans_per_second=4");
    assertThat(accepted(limits)).isEqualTo(4);
    now.addAndGet(SECOND / 2);
    assertThat(accepted(limits)).isEqualTo(2);
    now.addAndGet(60 * SECOND);
    assertThat(accepted(limits)).isEqualTo(4);
  }

  private int accepted(TenantLimits limits) {
    int accepted = 0;
    while (ask(limits.gate(NAMED), "s", "n") == null) {
      accepted++;
    }
    return accepted;
  }

  @Test
  void known_streams_go_on_when_there_is_no_room_for_new_ones() throws IOException {
    SpanGate gate = limits("12:34 active_streams=2").gate(NAMED);
    assertThat(ask(gate, "a", "n")).isNull();
    assertThat(ask(gate, "b", "n")).isNull();
    assertThat(ask(gate, "a", "m")).isEqualTo(RefusalReason.TENANT_STREAMS);
    assertThat(ask(gate, "b", "n")).isNull();
    now.addAndGet(3601 * SECOND);
    assertThat(ask(gate, "b", "n")).isNull();
    assertThat(ask(gate, "a", "m")).isNull();
    assertThat(ask(gate, "a", "n")).isEqualTo(RefusalReason.TENANT_STREAMS);
  }

  @Test
  void a_changed_file_counts_within_a_second() throws IOException {
    TenantLimits limits = limits("12:34 spans_per_second=1");
    assertThat(accepted(limits)).isEqualTo(1);
    write("12:34 spans_per_second=1000");
    now.addAndGet(SECOND);
    assertThat(accepted(limits)).isGreaterThan(900);
  }

  @Test
  void a_file_that_went_wrong_leaves_the_limits_before() throws IOException {
    TenantLimits limits = limits("12:34 spans_per_second=3");
    write("12:34 spans_per_second=lots");
    now.addAndGet(2 * SECOND);
    assertThat(accepted(limits)).isEqualTo(3);
    Files.delete(directory.resolve("limits"));
    now.addAndGet(2 * SECOND);
    assertThat(accepted(limits)).isEqualTo(3);
    write("");
    now.addAndGet(2 * SECOND);
    assertThat(limits.gate(NAMED)).isSameAs(SpanGate.OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:34:56 spans_per_second=1",
        "x spans_per_second=1",
        "12:34 spans=1",
        "12:34 spans_per_second",
        "12:34 spans_per_second=-1",
        "12:34 active_streams=1000001",
        "12:34 active_streams=1\n12:34"
      })
  void a_wrong_line_is_named(String text) {
    assertThatThrownBy(() -> limits("\n" + text))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT))
        .hasMessageContaining("the tenant limits in " + directory.resolve("limits"))
        .hasMessageMatching("(?s).*line [23]: .*");
  }

  @Test
  void a_missing_file_is_an_error_at_the_start() {
    assertThatThrownBy(() -> TenantLimits.of(directory.resolve("none")))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.IO));
  }
}
