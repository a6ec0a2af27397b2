package dev.vestige.it.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.JsonLines;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.run.LocalRunner;
import dev.vestige.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the queries of `docs/logsql` over [ShopSpans] and expects the answers that stand below
/// them. Rows may come in any order unless the query sorts them.
class LogsQlExamplesTest {
  private static final Path PAGES = Path.of(System.getProperty("vestige.root"), "docs", "logsql");
  private static final Instant NOW = Instant.parse("2025-06-15T10:05:00Z");
  private static final long MEMORY_BYTES = 64 << 20;

  private final Storage storage = ShopSpans.storage();

  @TestFactory
  Stream<DynamicTest> answers_are_as_documented() throws IOException {
    List<LogsQlExample> examples = new ArrayList<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.sorted().toList()) {
        String name = page.getFileName().toString();
        examples.addAll(LogsQlExample.of(name, Files.readAllLines(page)));
      }
    }
    return examples.stream()
        .map(each -> DynamicTest.dynamicTest(each.page() + ":" + each.line(), () -> check(each)));
  }

  private void check(LogsQlExample example) {
    List<String> answer = answer(storage, example.query());
    if (example.query().contains("sort")) {
      assertThat(answer).isEqualTo(example.result());
    } else {
      assertThat(answer).containsExactlyInAnyOrderElementsOf(example.result());
    }
  }

  /// The answer's lines.
  static List<String> answer(Storage storage, String text) {
    long nowNanos = NOW.getEpochSecond() * 1_000_000_000;
    Query query = LogsQl.parse(text, ParseOptions.at(nowNanos));
    RunContext context =
        new RunContext(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            Cancellation.never(),
            new MemoryBudget(MEMORY_BYTES));
    ByteSink lines = new ByteSink();
    JsonLines json = new JsonLines();
    new LocalRunner(storage)
        .run(
            query,
            context,
            new BlockSink() {
              @Override
              public boolean accept(BlockView block, int worker) {
                json.append(block, lines);
                return true;
              }

              @Override
              public void finish() {}
            });
    return new String(lines.toByteArray(), UTF_8).lines().toList();
  }
}
