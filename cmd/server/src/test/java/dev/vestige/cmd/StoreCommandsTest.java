package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandsTest {
  @TempDir Path folder;

  private int run(String command) {
    List<String> words = List.of(folder.resolve("data").toString());
    return command.equals("verify") ? StoreCommands.verify(words) : StoreCommands.inspect(words);
  }

  private Engine open() {
    return Engine.open(FileSystemDirectory.create(folder.resolve("data")), EngineOptions.DEFAULTS);
  }

  private static SpanBatch batch() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    builder.beginSpan();
    builder.traceId(1, 2);
    builder.spanId(3);
    long now = System.currentTimeMillis() * 1_000_000;
    builder.times(now - 5, now);
    builder.endSpan();
    return builder.build();
  }

  private void fill() {
    try (Engine engine = open()) {
      engine.append(batch()).join();
    }
  }

  private Path aPart() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/parts"))) {
      return files.filter(file -> file.toString().endsWith(".part")).findFirst().orElseThrow();
    }
  }

  @Test
  void a_sound_store_is_exit_code_0() {
    fill();
    assertThat(run("verify")).isZero();
    assertThat(run("inspect")).isZero();
  }

  @Test
  void a_damaged_part_is_exit_code_1() throws IOException {
    fill();
    byte[] bytes = Files.readAllBytes(aPart());
    bytes[20] ^= 1;
    Files.write(aPart(), bytes);
    assertThat(run("verify")).isEqualTo(1);
    Files.delete(aPart());
    assertThat(run("verify")).isEqualTo(1);
    assertThat(run("inspect")).isEqualTo(1);
  }

  @Test
  void a_store_in_use_is_left_alone() {
    fill();
    try (Engine _ = open()) {
      assertThatThrownBy(() -> run("verify")).isInstanceOf(VestigeException.class);
      assertThatThrownBy(() -> run("inspect")).isInstanceOf(VestigeException.class);
    }
  }

  @Test
  void what_is_no_store_is_told_so() throws IOException {
    assertThatThrownBy(() -> run("verify")).hasMessageContaining("there is no such directory");
    Files.createDirectory(folder.resolve("data"));
    assertThat(run("verify")).isEqualTo(1);
    assertThatThrownBy(() -> run("inspect")).hasMessageContaining("is no store");
    assertThatThrownBy(() -> StoreCommands.verify(List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("vestige verify vestige-data");
  }
}
