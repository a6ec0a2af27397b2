package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantRetentionsTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("tenants"), text);
  }

  @Test
  void each_line_is_a_tenant_and_a_duration() throws IOException {
    TenantRetentions retentions =
        TenantRetentions.of(file("# short ones\n\n12:0 3d\n 7:8  1w # test\n"));
    assertThat(retentions.current())
        .isEqualTo(
            Map.of(
                new TenantId(12, 0), Duration.ofDays(3), new TenantId(7, 8), Duration.ofDays(7)));
  }

  @Test
  void a_wrong_line_is_named() throws IOException {
    for (String bad : List.of("12:0", "12 3d", "*:0 3d", "12:0 3x", "12:0 1h", "1:2 3d\n1:2 4d")) {
      Path file = file("1:1 3d\n" + bad);
      assertThatThrownBy(() -> TenantRetentions.of(file)).hasMessageContaining(", line ");
    }
    assertThatThrownBy(() -> TenantRetentions.of(folder.resolve("nosuch")))
        .hasMessageContaining("nosuch");
  }

  @Test
  void a_changed_file_is_read_again_and_a_wrong_one_changes_nothing() throws IOException {
    TenantRetentions retentions = TenantRetentions.of(file("12:0 3d"));
    file("12:0 30d");
    assertThat(retentions.current()).containsValue(Duration.ofDays(30));
    file("12:0 nonsense");
    assertThat(retentions.current()).containsValue(Duration.ofDays(30));
    file("");
    assertThat(retentions.current()).isEmpty();
  }
}
