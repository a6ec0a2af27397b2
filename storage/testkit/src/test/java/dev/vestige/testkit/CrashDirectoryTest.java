package dev.vestige.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileOutput;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class CrashDirectoryTest extends DirectoryContract {
  private static final int CRASHES = 2_000;

  @Override
  protected Directory emptyDirectory() {
    return CrashDirectory.empty();
  }

  @Test
  void what_was_synced_survives(RandomGenerator random) {
    assertThat(
            outcomes(
                random,
                directory -> {
                  Directory below = directory.createSubdirectory("below");
                  write(below, "file", "synced");
                  below.link("file", directory, "link");
                  below.sync();
                  directory.sync();
                }))
        .containsExactly("below/file=synced link=synced");
  }

  @Test
  void bytes_never_synced_survive_whole_in_part_torn_or_not_at_all(RandomGenerator random) {
    Set<String> outcomes =
        outcomes(
            random,
            directory -> {
              FileOutput output = directory.create("file");
              output.write("sync".getBytes(UTF_8), 0, 4);
              output.force();
              output.write("12".getBytes(UTF_8), 0, 2);
              directory.sync();
            });
    assertThat(outcomes)
        .allMatch(outcome -> outcome.startsWith("file=sync"))
        .contains("file=sync", "file=sync1", "file=sync12", "file=sync\0\0");
  }

  @Test
  void names_never_synced_survive_or_not_but_renames_are_atomic(RandomGenerator random) {
    Set<String> outcomes =
        outcomes(
            random,
            directory -> {
              write(directory, "a", "A");
              write(directory, "b", "B");
              directory.sync();
              directory.rename("a", "b");
              directory.link("b", directory, "c");
              write(directory, "d", "D");
              directory.delete("d");
            });
    assertThat(outcomes)
        .contains("a=A b=B", "b=A", "b=A c=A", "a=A b=B d=D", "a=A b=B c=A")
        .allMatch(outcome -> outcome.contains("a=A b=B") || outcome.startsWith("b=A"));
  }

  @Test
  void a_truncation_is_durable_at_once(RandomGenerator random) {
    assertThat(
            outcomes(
                random,
                directory -> {
                  write(directory, "file", "0123456789");
                  directory.sync();
                  directory.truncate("file", 3);
                }))
        .containsExactly("file=012");
  }

  @Test
  void linked_files_stay_one_file(RandomGenerator random) {
    for (int i = 0; i < CRASHES; i++) {
      CrashDirectory directory = CrashDirectory.empty();
      FileOutput output = directory.create("a");
      directory.link("a", directory, "b");
      directory.sync();
      output.write("content".getBytes(UTF_8), 0, 7);
      Directory survivor = directory.crash(random);
      assertThat(text(survivor, "a")).isEqualTo(text(survivor, "b"));
    }
  }

  @Test
  void crashing_at_each_operation_ends_and_never_loses_what_was_acknowledged(
      RandomGenerator random) {
    int crashes = 0;
    for (long operation = 1; ; operation++) {
      CrashDirectory directory = CrashDirectory.empty();
      directory.crashAt(operation);
      boolean acknowledged = replaceAtomically(directory);
      if (!directory.crashed()) {
        break;
      }
      crashes++;
      Directory survivor = directory.crash(random);
      if (acknowledged) {
        assertThat(text(survivor, "file")).isEqualTo("content");
      } else if (survivor.exists("file")) {
        assertThat(text(survivor, "file")).isEqualTo("content");
      }
    }
    assertThat(crashes).isEqualTo(6);
  }

  private static boolean replaceAtomically(Directory directory) {
    try {
      write(directory, "temporary", "content");
      directory.rename("temporary", "file");
      directory.sync();
      directory.files();
      return true;
    } catch (VestigeException e) {
      assertThat(e).hasMessageContaining("the machine crashed");
      return false;
    }
  }

  @Test
  void nothing_works_after_the_crash(RandomGenerator random) {
    CrashDirectory directory = CrashDirectory.empty();
    FileOutput output = directory.create("file");
    directory.crash(random);
    assertThatThrownBy(() -> output.write(new byte[1], 0, 1)).hasMessageContaining("crashed");
    assertThatThrownBy(directory::sync).hasMessageContaining("crashed");
    assertThatThrownBy(() -> directory.open("file")).hasMessageContaining("crashed");
  }

  @Test
  void a_full_disk_refuses_and_the_file_stays_broken() {
    CrashDirectory directory = CrashDirectory.empty();
    FileOutput output = directory.create("file");
    directory.freeBytes(3);
    output.write(new byte[2], 0, 2);
    assertThat(directory.space().freeBytes()).isEqualTo(1);
    assertThatThrownBy(() -> output.write(new byte[2], 0, 2))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.IO)
        .hasMessageContaining("no space left");
    directory.freeBytes(100);
    assertThatThrownBy(output::force).hasMessageContaining("an earlier write");
  }

  @Test
  void a_lock_ends_with_the_crash(RandomGenerator random) {
    CrashDirectory directory = CrashDirectory.empty();
    directory.acquireLock("lock");
    directory.crash(random).acquireLock("lock").close();
  }

  /// Every state found after many crashes at the end of the same work.
  private static Set<String> outcomes(RandomGenerator random, Consumer<Directory> work) {
    Set<String> outcomes = new HashSet<>();
    for (int i = 0; i < CRASHES; i++) {
      CrashDirectory directory = CrashDirectory.empty();
      work.accept(directory);
      outcomes.add(contents("", directory.crash(random)).strip());
    }
    return outcomes;
  }

  private static String contents(String prefix, Directory directory) {
    StringBuilder contents = new StringBuilder();
    for (String name : directory.subdirectories()) {
      contents.append(contents(prefix + name + "/", directory.subdirectory(name)));
    }
    for (String name : directory.files()) {
      contents.append(prefix).append(name).append('=').append(text(directory, name)).append(' ');
    }
    return contents.toString();
  }
}
