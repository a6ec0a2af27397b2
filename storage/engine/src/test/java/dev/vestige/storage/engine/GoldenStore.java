package dev.vestige.storage.engine;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TimeRange;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatches;
import dev.vestige.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Writes a data directory that every later version must be able to read, and says what is in it.
/// Run once for each version of the formats, with the new folder below `src/test/resources/golden`
/// as argument, and for what only parts of many keys have, with the most spans of a batch behind it.
public final class GoldenStore {
  static final String STORE = "store";
  static final String ROWS = "rows.txt";

  static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS.withRetention(Duration.ofDays(200_000), Duration.ofDays(200_000));

  private GoldenStore() {}

  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    int spansMax = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
    Path working = Files.createTempDirectory("golden");
    RandomGenerator random = new SplittableRandom(1);
    try (Engine engine = Engine.open(FileSystemDirectory.open(working), OPTIONS)) {
      for (int i = 0; i < 4; i++) {
        engine.append(SpanBatches.random(random, spansMax)).join();
      }
      engine.flush();
      engine.forceMerge("");
      // These stay in the log.
      engine.append(SpanBatches.random(random, 20)).join();
      engine.append(SpanBatches.random(random, 20)).join();
      copy(Path.of(engine.createSnapshot("")), target.resolve(STORE));
      Files.write(target.resolve(ROWS), rows(engine));
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /// All rows of a store, sorted, a line for each.
  static List<String> rows(Storage storage) {
    List<String> rows = Collections.synchronizedList(new ArrayList<>());
    SearchRequest all =
        new SearchRequest(
            storage.tenants(TimeRange.ALL),
            TimeRange.ALL,
            Optional.empty(),
            Optional.empty(),
            SearchRequest.Order.ANY,
            0,
            Cancellation.afterMillis(60_000));
    storage.search(
        all,
        (block, _) -> {
          BlockRows.of(block).forEach(row -> rows.add(block.tenant() + " " + line(row.toString())));
          return true;
        });
    return rows.stream().sorted().toList();
  }

  private static String line(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
