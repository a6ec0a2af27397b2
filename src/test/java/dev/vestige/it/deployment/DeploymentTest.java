package dev.vestige.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.FlagTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `deployment` and the pages for operators speak of is there: metrics at `/metrics`, flags in
/// the table of flags, panels of dashboards in the shape that Grafana reads.
class DeploymentTest {
  private static final Path ROOT = Path.of(System.getProperty("vestige.root"));

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:vt|vm|jvm|process|go|system)_[a-z0-9_]*[a-z0-9]\\b");

  /// A flag as it stands in commands and prose: one dash and at least four letters, which no option
  /// of another program has that is written there.
  private static final Pattern FLAG =
      Pattern.compile(
          "(?m)(?:^|[\\s\"'`\\[(|])-([a-z][A-Za-z0-9.]{2,}[A-Za-z0-9])(?=[=\\s\"'`,;.)\\]|]|$)");

  private static final List<FlagTable> FLAGS =
      Stream.concat(
              Stream.of(FlagTable.VESTIGE), Arrays.stream(Command.values()).map(Command::flags))
          .toList();

  /// Metrics that have no line before something happens for the first time.
  private static final Set<String> SHOWN_LATER =
      Set.of(
          "jvm_gc_pause_seconds_sum",
          "vm_log_messages_total",
          "vt_http_request_duration_seconds",
          "vt_insert_flush_duration_seconds",
          "vt_insert_rerouted_rows_total",
          "vt_insert_sent_rows_total");

  @TempDir Path folder;

  @Test
  void every_metric_is_one_that_the_server_shows() throws IOException {
    Set<String> shown = ShownMetrics.names(folder);
    shown.addAll(SHOWN_LATER);
    List<String> unknown = new ArrayList<>();
    for (Path file : written()) {
      for (String name : found(METRIC, Files.readString(file))) {
        if (!shown.contains(name)) {
          unknown.add(ROOT.relativize(file) + ": " + name);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void every_flag_is_one_that_the_server_takes() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Path file : written()) {
      for (String name : found(FLAG, Files.readString(file))) {
        if (FLAGS.stream().allMatch(table -> table.find(name) == null)) {
          unknown.add(ROOT.relativize(file) + ": -" + name);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void panels_have_an_id_a_title_a_place_and_a_question() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (Path file : files("deployment/grafana/dashboards")) {
      Set<Integer> ids = new HashSet<>();
      JsonNode panels = json.readTree(file.toFile()).path("panels");
      assertThat(panels).as(file.toString()).hasSizeGreaterThan(10);
      for (JsonNode panel : panels) {
        assertThat(ids.add(panel.path("id").asInt())).as("id of %s", panel).isTrue();
        assertThat(panel.path("title").asText()).isNotBlank();
        assertThat(panel.path("gridPos").path("w").asInt()).isBetween(1, 24);
        if (!panel.path("type").asText().equals("row")) {
          assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
        }
      }
    }
  }

  /// The files of `deployment`, the pages at the top of `docs`, and the front page.
  private static List<Path> written() throws IOException {
    List<Path> all = new ArrayList<>(files("deployment"));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
    }
    all.add(ROOT.resolve("README.md"));
    return all;
  }

  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> walk = Files.walk(ROOT.resolve(name))) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      assertThat(files).as(name).isNotEmpty();
      return files;
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> names.add(match.group(match.groupCount())));
    return names;
  }
}
