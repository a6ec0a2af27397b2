package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.io.FileSystemDirectory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data directories of every released version of the formats open, and have what they had. In parts
/// of `v1-keys` some keys share chunks.
class GoldenStoreTest {
  private static final List<String> VERSIONS = List.of("v1", "v1-keys");

  @TempDir Path folder;

  @Test
  void every_version_reads_as_it_was_written() throws Exception {
    for (String version : VERSIONS) {
      Path golden = Path.of(resource("/golden/" + version + "/" + GoldenStore.ROWS)).getParent();
      Path copy = folder.resolve(version);
      GoldenStore.copy(golden.resolve(GoldenStore.STORE), copy);
      FileSystemDirectory directory = FileSystemDirectory.open(copy);
      assertThat(EngineCrashTest.damages(directory)).isEmpty();
      List<String> expected = Files.readAllLines(golden.resolve(GoldenStore.ROWS));
      assertThat(expected).hasSizeGreaterThan(50);
      try (Engine engine = Engine.open(directory, GoldenStore.OPTIONS)) {
        assertThat(GoldenStore.rows(engine)).as(version).isEqualTo(expected);
        engine.flush();
        engine.forceMerge("");
        assertThat(GoldenStore.rows(engine)).as(version + " merged").isEqualTo(expected);
      }
    }
  }

  private static URI resource(String name) throws URISyntaxException {
    return Objects.requireNonNull(GoldenStoreTest.class.getResource(name), name).toURI();
  }
}
