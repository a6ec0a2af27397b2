package dev.vestige.logsql.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.Storage;
import dev.vestige.storage.ValueType;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that few spans have are stored together, and answer every filter and pipe as any other.
class RareKeysTest {
  private static final int SPANS = 12_000;
  private static final int BATCH_SPANS = 2_000;

  /// Each span has one of these, so that each has ten values in a block; some are numbers.
  private static final int KEYS = 400;

  private static final String TEXT = "\"span_attr:rare.key397\"";
  private static final String NUMBER = "\"span_attr:rare.key399\"";
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));

  @TempDir Path temporary;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final MemoryStorage model = new MemoryStorage();
  private Storage engine = model;

  @BeforeEach
  void fill() {
    engine = Engine.open(FileSystemDirectory.create(temporary), OPTIONS);
    for (int first = 0; first < SPANS; first += BATCH_SPANS) {
      SpanBatch batch = batch(first);
      engine.append(batch).join();
      model.append(batch).join();
    }
    engine.flush();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void every_filter_finds_the_values_of_a_rare_key() {
    List<String> filters =
        List.of(
            "%s:*",
            "%s:\"\"",
            "!%s:*",
            "%s:word3",
            "%s:wo*",
            "%s:=\"the word3 of 10.0.0.7 in {\\\"a\\\":7}\"",
            "%s:=the*",
            "%s:in(17, 397, \"the word1 of 10.0.0.5 in {\\\"a\\\":5}\")",
            "%s:contains_any(word1, word2)",
            "%s:contains_all(the, word2)",
            "%s:i(WORD2)",
            "%s:seq(the, of)",
            "%s:~\"w.rd[12] \"",
            "%s:>1000",
            "%s:range(1000, 9000]",
            "%s:len_range(1, 4)",
            "%s:string_range(a, z)",
            "%s:ipv4_range(10.0.0.0, 10.0.0.5)",
            "%s:value_type(int64)",
            "%s:eq_field(\"span_attr:also\")",
            "%s:<500 or name:=\"task 3\"",
            "name:=\"task 3\" !%s:>500");
    for (String filter : filters) {
      for (String key : List.of(TEXT, NUMBER)) {
        String query =
            filter.formatted(key) + " | fields span_id, %s | sort by (span_id)".formatted(key);
        assertThat(AnswerLines.of(query, engine)).as(query).isEqualTo(AnswerLines.of(query, model));
      }
    }
    assertThat(AnswerLines.of(TEXT + ":word3", model)).isNotEmpty();
    assertThat(AnswerLines.of(NUMBER + ":>1000", model)).isNotEmpty();
  }

  @Test
  void pipes_group_sort_and_count_the_values_of_a_rare_key() {
    List<String> pipes =
        List.of(
            "stats by (%s) count() n",
            "stats count_uniq(%s) u, count(%s) n, min(%s) least, max(%s) most, sum(%s) s",
            "uniq by (%s) with hits",
            "sort by (%s, span_id) limit 7 | fields span_id, %s",
            "sort by (%s desc, span_id) limit 7 | fields span_id, %s",
            "top 5 by (%s) | fields hits",
            "field_values %s",
            "facets 3 | filter field_name:%s");
    for (String pipe : pipes) {
      for (String key : List.of(TEXT, NUMBER)) {
        String query = "* | " + pipe.replace("%s", key);
        assertThat(AnswerLines.of(query, engine))
            .as(query)
            .containsExactlyInAnyOrderElementsOf(AnswerLines.of(query, model));
      }
    }
    String names = "* | field_names | fields name";
    assertThat(AnswerLines.of(names, engine))
        .containsExactlyInAnyOrderElementsOf(AnswerLines.of(names, model))
        .hasSizeGreaterThan(KEYS);
  }

  private SpanBatch batch(int first) {
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    text("service.name", "shop");
    builder.endResource();
    builder.beginScope();
    builder.endScope(code("scope"), code("1"));
    for (int i = first; i < first + BATCH_SPANS; i++) {
      long end = RandomSpans.FROM_NANOS + i * 1_000_000L;
      builder.beginSpan();
      builder.traceId(7, i + 1);
      builder.spanId(i + 1);
      builder.times(end - 1_000, end);
      builder.name(code("task " + i % 5));
      int round = i / KEYS;
      String key = "rare.key" + i % KEYS;
      if (i % 3 == 0) {
        number(key, round * 397L);
        number("also", round % 2 == 0 ? round * 397L : 0);
      } else {
        text(key, "the word%d of 10.0.0.%d in {\"a\":%d}".formatted(round % 4, round, round));
      }
      builder.endSpan();
    }
    return builder.build();
  }

  private void text(String key, String value) {
    byte[] keyBytes = utf8(key);
    byte[] bytes = utf8(value);
    builder.attributeText(keyBytes, 0, keyBytes.length, ValueType.STRING, bytes, 0, bytes.length);
  }

  private void number(String key, long value) {
    byte[] bytes = utf8(key);
    builder.attributeNumber(bytes, 0, bytes.length, ValueType.INT, value);
  }

  private int code(String text) {
    byte[] bytes = utf8(text);
    return builder.text(bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
