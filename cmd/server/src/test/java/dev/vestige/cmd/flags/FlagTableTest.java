package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlagTableTest {
  private static final List<Flag<?>> ALL = FlagTable.VESTIGE.all();

  @Test
  void every_declared_flag_is_in_the_table() throws IllegalAccessException {
    List<Flag<?>> declared = new ArrayList<>();
    List<Class<?>> groups =
        List.of(
            ListenFlags.class,
            TlsFlags.class,
            AuthFlags.class,
            StorageFlags.class,
            RetentionFlags.class,
            InsertFlags.class,
            SearchFlags.class,
            TaskFlags.class,
            ClusterFlags.class,
            LogFlags.class,
            MetricsFlags.class,
            MemoryFlags.class,
            GeneralFlags.class);
    for (Class<?> group : groups) {
      for (var field : group.getFields()) {
        assertThat(Modifier.isStatic(field.getModifiers())).isTrue();
        declared.add((Flag<?>) field.get(null));
      }
    }
    declared.addAll(IgnoredFlags.GROUP.flags());
    assertThat(ALL).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void every_default_can_be_read() {
    for (Flag<?> flag : ALL) {
      assertThatCode(flag::defaultValue).as(flag.name()).doesNotThrowAnyException();
    }
  }

  @Test
  void every_help_text_is_a_sentence() {
    assertThat(ALL).allSatisfy(flag -> assertThat(flag.help()).matches("[A-Z].*\\."));
  }

  @Test
  void a_name_cannot_be_declared_twice() {
    Flag<Boolean> flag = Flag.of("x", ScalarType.BOOL, "false", Role.ALL, "X.");
    FlagGroup group = new FlagGroup("Group", List.of(flag));
    assertThatThrownBy(() -> new FlagTable(List.of(group, group))).hasMessageContaining("-x");
  }

  /// The flags of the surface that start scripts rely on, with their defaults.
  @Test
  void names_and_defaults_are_those_of_the_surface() {
    Stream.of(
            "httpListenAddr=:10428",
            "storageDataPath=vestige-data",
            "retentionPeriod=7d",
            "futureRetention=2d",
            "storage.minFreeDiskSpaceBytes=10MB",
            "inmemoryDataFlushInterval=5s",
            "snapshotsMaxAge=3d",
            "insert.concurrency=2",
            "opentelemetry.traces.maxRequestSize=64MiB",
            "insert.maxQueueDuration=1m",
            "insert.maxFieldsPerLine=1000",
            "search.maxQueueDuration=10s",
            "search.maxQueryDuration=30s",
            "search.latencyOffset=0s",
            "search.maxTraces=1000",
            "search.traceMaxDurationWindow=1m",
            "http.maxGracefulShutdownDuration=7s",
            "http.connTimeout=2m",
            "http.idleConnTimeout=1m",
            "otlpGRPC.tls=true",
            "memory.allowedPercent=60",
            "pushmetrics.interval=10s",
            "loggerMaxArgLen=5000")
        .forEach(line -> {
          String name = line.substring(0, line.indexOf('='));
          assertThat(ALL)
              .filteredOn(flag -> flag.name().equals(name))
              .extracting(Flag::defaultText)
              .as(line)
              .containsExactly(line.substring(line.indexOf('=') + 1));
        });
  }
}
