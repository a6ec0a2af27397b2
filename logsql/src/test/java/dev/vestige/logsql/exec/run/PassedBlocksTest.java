package dev.vestige.logsql.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.Storage;
import dev.vestige.storage.ValueType;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Filters that pass over blocks find what is there all the same: a part with summaries answers as
/// a list of rows does, which has none.
@ExtendWith(Seed.class)
class PassedBlocksTest {
  private static final int SPANS = 40_000;
  private static final int BATCH_SPANS = 2_000;
  private static final int QUERIES = 25;
  private static final int WORDS = 30;
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(36_500), Duration.ofDays(36_500));

  @TempDir Path temporary;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final MemoryStorage model = new MemoryStorage();
  private Storage engine = model;
  private long seed;

  @BeforeEach
  void fill(RandomGenerator random) {
    seed = random.nextLong();
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
  void random_filters_find_what_they_find_without_summaries(RandomGenerator random) {
    for (int i = 0; i < QUERIES; i++) {
      String query = filter(random) + " | fields span_id, _time";
      assertThat(AnswerLines.of(query, engine))
          .as(query)
          .containsExactlyInAnyOrderElementsOf(AnswerLines.of(query, model));
    }
  }

  @Test
  void the_longest_and_the_shortest_are_found_in_whichever_block_they_are() {
    for (String order : List.of("desc", "asc")) {
      String query = "* | sort by (duration %s, span_id) limit 30 offset 2".formatted(order);
      assertThat(AnswerLines.of(query, engine)).as(query).isEqualTo(AnswerLines.of(query, model));
    }
    assertThat(bytesRead("* | sort by (duration desc) limit 1 | fields duration"))
        .isLessThan(bytesRead("* | max(duration)"));
  }

  @Test
  void what_is_rare_or_missing_is_looked_for_in_few_blocks() {
    long all = bytesRead("\"span_attr:path\":~\"xx[0-9]*xx\" | count()");
    long missing = 0;
    long exact = 0;
    for (int i = 0; i < WORDS; i++) {
      missing += bytesRead("\"span_attr:path\":nosuchword%d | count()".formatted(i));
      exact += bytesRead("\"span_attr:path\":=\"" + path(77 * i + 1) + "\" | count()");
    }
    // Summaries say yes to a few words that are not there.
    assertThat(missing * 3).isLessThan(all * WORDS);
    assertThat(exact * 2).isLessThan(all * WORDS);
    long names = bytesRead("name:* | stats by (span_id) count()");
    assertThat(bytesRead("name:=\"" + name(SPANS / 2) + "\" | stats by (span_id) count()") * 3)
        .isLessThan(names);
    assertThat(bytesRead("duration:>3600s | stats by (span_id) count()")).isZero();
  }

  private long bytesRead(String query) {
    return new LocalRunner(engine)
        .run(AnswerLines.parse(query), AnswerLines.context(TimeRange.ALL), new AnswerLines())
        .bytesRead();
  }

  private String filter(RandomGenerator random) {
    int i = random.nextInt(SPANS);
    String filter =
        switch (random.nextInt(10)) {
          case 0 -> "\"span_attr:path\":=\"" + path(i) + "\"";
          case 1 -> "\"span_attr:path\":\"" + number(i) + "\"";
          case 2 -> "\"span_attr:path\":\"/" + path(i).substring(8, 12) + "\"*";
          case 3 -> "\"span_attr:session\":\"" + session(i) + "\"";
          case 4 -> "\"span_attr:session\":\"" + session(i).substring(24) + "\"";
          case 5 -> "\"span_attr:request\":=\"" + request(i) + "\"";
          case 6 -> "name:=\"" + name(i) + "\"";
          case 7 -> "name:\"" + name(i).substring(5) + "\"";
          case 8 -> "\"span_attr:user\":in(\"u 1\",\"" + user(i) + "\")";
          default -> "duration:>" + (duration(i) - 1);
        };
    return switch (random.nextInt(4)) {
      case 0 -> "!(" + filter + ") \"span_attr:user\":=\"" + user(i) + "\"";
      case 1 -> filter + " or name:=\"" + name(random.nextInt(SPANS)) + "\"";
      default -> filter;
    };
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
      builder.times(end - duration(i), end);
      builder.name(code(name(i)));
      if (i % 3 != 0) {
        text("path", path(i));
      }
      text("user", user(i));
      text("session", session(i));
      text("request", request(i));
      builder.endSpan();
    }
    return builder.build();
  }

  /// A number that a span's values are made of, the same whenever it is asked for.
  private long chance(int i) {
    return Long.rotateLeft((i + seed) * 0x9E37_79B9_7F4A_7C15L, 29) * 0xBF58_476D_1CE4_E5B9L;
  }

  private long number(int i) {
    return chance(i) >>> 40;
  }

  private String path(int i) {
    return "/größe/" + number(i) + "/item_" + i % 7;
  }

  /// Each of these stands in a block or two.
  private static String name(int i) {
    return "task " + i / 1_000;
  }

  private String user(int i) {
    return "u " + (chance(i) >>> 8) % 3_000;
  }

  private String session(int i) {
    return new UUID(chance(i), chance(i + 1)).toString();
  }

  private String request(int i) {
    return "a" + Long.toHexString(chance(i) >>> 8 | 1L << 55).substring(1);
  }

  private long duration(int i) {
    return 1_000
        + (i % 5_000 == 4_999 ? 1_000_000L * (SPANS - i) : Math.abs(chance(i) % 1_000_000));
  }

  private void text(String key, String value) {
    byte[] keyBytes = utf8(key);
    byte[] bytes = utf8(value);
    builder.attributeText(keyBytes, 0, keyBytes.length, ValueType.STRING, bytes, 0, bytes.length);
  }

  private int code(String text) {
    byte[] bytes = utf8(text);
    return builder.text(bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
