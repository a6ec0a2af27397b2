package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagsTest {
  private static Flags.Shown shown(String name, String... words) {
    return Flags.parse(List.of(words), Map.of()).shown().stream()
        .filter(flag -> flag.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void values_are_shown_as_they_were_written() {
    assertThat(shown("retentionPeriod", "-retentionPeriod=100y"))
        .isEqualTo(new Flags.Shown("retentionPeriod", "100y", true));
    assertThat(shown("retentionPeriod", "-retentionPeriod=2").value()).isEqualTo("2");
    assertThat(shown("memory.allowedBytes", "-memory.allowedBytes=512MiB").value())
        .isEqualTo("512MiB");
    assertThat(shown("enableTCP6", "-enableTCP6").value()).isEqualTo("true");
    assertThat(shown("tls", "-tls=0").value()).isEqualTo("0");
  }

  @Test
  void repeated_lists_are_shown_joined_and_quoted() {
    assertThat(shown("storageNode", "-storageNode=a:1", "-storageNode=\"b,c\",d").value())
        .isEqualTo("a:1,\"b,c\",d");
  }

  @Test
  void defaults_are_shown_as_such() {
    assertThat(shown("retentionPeriod")).isEqualTo(new Flags.Shown("retentionPeriod", "7d", false));
    assertThat(shown("httpListenAddr").value()).isEqualTo(":10428");
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(shown("maxConcurrentInserts").value()).isEqualTo(String.valueOf(2 * cores));
  }

  @Test
  void secrets_are_never_shown() {
    for (String name :
        List.of("httpAuth.password", "metricsAuthKey", "storageNode.password", "pushmetrics.url")) {
      assertThat(shown(name, "-" + name + "=http://user:hunter2@host").value()).isEqualTo("secret");
      assertThat(shown(name).value()).isEqualTo("secret");
    }
    assertThat(shown("storageNode", "-storageNode=x", "-secret.flags=storageNode").value())
        .isEqualTo("secret");
    Flags flags = Flags.parse(List.of("-httpAuth.password=hunter2"), Map.of());
    assertThat(flags.get(AuthFlags.HTTP_AUTH_PASSWORD)).hasToString("secret");
    assertThat(flags.get(AuthFlags.HTTP_AUTH_PASSWORD).current()).isEqualTo("hunter2");
  }

  @Test
  void flags_without_effect_are_told_apart() {
    Flags flags = Flags.parse(List.of("-fs.disableMmap", "-loggerLevel=WARN"), Map.of());
    assertThat(flags.ignored()).containsExactly("-fs.disableMmap");
  }
}
