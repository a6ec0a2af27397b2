package dev.vestige.cmd.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.MetricsText.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  private static String page(MetricSource source) {
    MetricsText text = new MetricsText();
    source.writeTo(text);
    return text.render(Metadata.HIDDEN);
  }

  private static Set<String> names(String page) {
    return page.lines().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
  }

  @Test
  void the_application_tells_its_version_and_flags_without_secrets() {
    Flags flags =
        Flags.parse(List.of("-retentionPeriod=100y", "-httpAuth.password=hunter2"), Map.of());
    BuildInfo build = new BuildInfo("1.2.3", "abc");
    String page = page(new AppMetrics(build, flags, Instant.ofEpochSecond(1_750_000_000)));
    assertThat(page.lines())
        .contains(
            "vm_app_version{version=\"vestige-1.2.3-abc\", short_version=\"v1.2.3\"} 1",
            "vm_app_start_timestamp 1750000000",
            "flag{name=\"retentionPeriod\", value=\"100y\", is_set=\"true\"} 1",
            "flag{name=\"httpListenAddr\", value=\":10428\", is_set=\"false\"} 1",
            "flag{name=\"httpAuth.password\", value=\"secret\", is_set=\"true\"} 1");
    assertThat(page).doesNotContain("hunter2");
    assertThat(names(page)).contains("vm_available_memory_bytes", "vm_available_cpu_cores");
  }

  @Test
  void the_process_tells_what_dashboards_and_alerts_look_at() {
    String page = page(ProcessMetrics.ofThisProcess(Instant.now()));
    assertThat(names(page))
        .contains(
            "process_cpu_seconds_total",
            "process_cpu_seconds_user_total",
            "process_cpu_seconds_system_total",
            "process_cpu_cores_available",
            "process_resident_memory_bytes",
            "process_resident_memory_anon_bytes",
            "process_virtual_memory_bytes",
            "process_open_fds",
            "process_max_fds",
            "process_num_threads",
            "process_start_time_seconds",
            "process_io_read_bytes_total",
            "process_io_write_syscalls_total",
            "process_io_storage_written_bytes_total");
  }

  @Test
  void numbers_are_read_from_the_right_places(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("stat"),
        "7 (a) (b c) S 1 7 7 0 -1 4194304 103 0 5 0 250 50 0 0 20 0 33 0 367916 3133440 407\n");
    Files.writeString(
        folder.resolve("status"), "Name:\tx y\nVmRSS:\t    2060 kB\nRssAnon:\t 148 kB\n");
    Files.writeString(
        folder.resolve("limits"), "Max open files            1024                 4096   files\n");
    Files.writeString(folder.resolve("io"), "rchar: 6976\nsyscw: 3\n");
    Files.createDirectory(folder.resolve("fd"));
    Files.writeString(
        folder.resolve("cpu.pressure"),
        "some avg10=33.65 total=593811220\nfull avg10=0.00 avg60=0.00 total=1500000\n");
    String page = page(new ProcessMetrics(folder, List.of(folder), Instant.EPOCH));
    assertThat(page.lines())
        .contains(
            "process_cpu_seconds_total 3",
            "process_cpu_seconds_user_total 2.5",
            "process_major_pagefaults_total 5",
            "process_minor_pagefaults_total 103",
            "process_num_threads 33",
            "process_resident_memory_bytes 2109440",
            "process_resident_memory_anon_bytes 151552",
            "process_max_fds 1024",
            "process_open_fds 0",
            "process_io_read_bytes_total 6976",
            "process_io_write_syscalls_total 3",
            "process_pressure_cpu_waiting_seconds_total 593.81122",
            "process_pressure_cpu_stalled_seconds_total 1.5");
  }

  @Test
  void what_cannot_be_read_is_left_out(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("stat"), ") S 1");
    Files.writeString(folder.resolve("status"), "VmRSS: many kB\n:\n");
    Files.writeString(folder.resolve("limits"), "Max open files unlimited");
    String page = page(new ProcessMetrics(folder, List.of(folder), Instant.EPOCH));
    assertThat(names(page))
        .containsExactlyInAnyOrder(
            "process_start_time_seconds", "process_cpu_cores_available", "process_max_fds");
    assertThat(page).contains("process_max_fds NaN\n");
  }

  @Test
  void log_messages_are_told_by_level_and_place() {
    assertThat(page(new LogMetrics(new LogCounts()))).isEmpty();
  }

  @Test
  void lateness_is_counted_in_growing_buckets() {
    try (SchedulingLatency latency = new SchedulingLatency()) {
      latency.close();
      String before = page(latency);
      latency.observe(0.02);
      latency.observe(7);
      assertThat(page(latency).lines()).hasSameSizeAs(before.lines().toList());
      assertThat(page(latency))
          .contains("go_sched_latencies_seconds_bucket{le=\"0.025\"}")
          .contains("go_sched_latencies_seconds_bucket{le=\"+Inf\"}");
      assertThat(count(page(latency), "_count ") - count(before, "_count ")).isEqualTo(2);
      assertThat(count(page(latency), "{le=\"0.01\"} ") - count(before, "{le=\"0.01\"} ")).isZero();
      assertThat(count(page(latency), "{le=\"1\"} ") - count(before, "{le=\"1\"} ")).isEqualTo(1);
    }
  }

  private static double count(String page, String sample) {
    int start = page.indexOf(sample) + sample.length();
    return Double.parseDouble(page.substring(start, page.indexOf('\n', start)));
  }

  @Test
  void the_jvm_has_the_names_of_stock_dashboards() {
    Metrics metrics = new Metrics(Metadata.HIDDEN);
    try (JvmMetrics jvm = new JvmMetrics(metrics.registry())) {
      metrics.add(jvm);
      assertThat(names(metrics.page()))
          .contains(
              "jvm_memory_used_bytes",
              "jvm_memory_max_bytes",
              "jvm_threads_live_threads",
              "jvm_classes_loaded_classes",
              "jvm_gc_memory_allocated_bytes_total",
              "process_cpu_usage",
              "system_cpu_count",
              "go_goroutines");
    }
  }

  @Test
  void every_line_of_a_page_can_be_parsed() {
    Metrics metrics = new Metrics(Metadata.SHOWN);
    try (JvmMetrics jvm = new JvmMetrics(metrics.registry());
        SchedulingLatency latency = new SchedulingLatency()) {
      metrics.add(jvm);
      metrics.add(latency);
      metrics.add(ProcessMetrics.ofThisProcess(Instant.now()));
      metrics.add(
          new AppMetrics(BuildInfo.read(), Flags.parse(List.of(), Map.of()), Instant.now()));
      String label = "[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\n]*\"";
      String sample =
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{"
              + label
              + "(, ?"
              + label
              + ")*})? (NaN|[+-]Inf|[-+0-9.Ee]+)";
      assertThat(metrics.page().lines())
          .allSatisfy(line -> assertThat(line).matches("# (HELP|TYPE) [a-z0-9_]+ .+|" + sample));
    }
  }
}
