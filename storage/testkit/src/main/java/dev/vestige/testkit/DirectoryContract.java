package dev.vestige.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import java.nio.ByteBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [Directory] does. Extend it, and hand in an empty one.
public abstract class DirectoryContract {
  protected abstract Directory emptyDirectory();

  @Test
  void bytes_come_back_from_any_position() {
    Directory directory = emptyDirectory();
    try (FileOutput output = directory.create("file")) {
      output.write("x0123".getBytes(UTF_8), 1, 4);
      ByteBuffer buffer = ByteBuffer.wrap("456789".getBytes(UTF_8));
      output.write(buffer);
      assertThat(buffer.hasRemaining()).isFalse();
      assertThat(output.position()).isEqualTo(10);
      output.force();
    }
    try (FileInput input = directory.open("file")) {
      assertThat(input.lengthBytes()).isEqualTo(10);
      byte[] array = "..........".getBytes(UTF_8);
      input.read(3, array, 1, 5);
      assertThat(new String(array, UTF_8)).isEqualTo(".34567....");
      ByteBuffer buffer = ByteBuffer.allocateDirect(4).position(1);
      input.read(7, buffer);
      assertThat(buffer.hasRemaining()).isFalse();
      assertThat(buffer.get(1)).isEqualTo((byte) '7');
      assertThat(buffer.get(3)).isEqualTo((byte) '9');
    }
  }

  @Test
  void what_is_written_is_readable_at_once() {
    Directory directory = emptyDirectory();
    try (FileOutput output = directory.create("file")) {
      output.write(new byte[] {1}, 0, 1);
      assertThat(directory.sizeBytes("file")).isEqualTo(1);
      assertThat(text(directory, "file")).isEqualTo("\u0001");
    }
  }

  @Test
  void reading_past_the_end_is_corrupt() {
    Directory directory = emptyDirectory();
    write(directory, "file", "0123456789");
    try (FileInput input = directory.open("file")) {
      assertThatThrownBy(() -> input.read(6, new byte[5], 0, 5))
          .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
          .hasMessageContaining("5 bytes at 6")
          .hasMessageContaining(directory.location() + "/file")
          .hasMessageContaining("10");
      assertThatThrownBy(() -> input.read(Long.MAX_VALUE, new byte[5], 0, 5))
          .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT);
      assertThatThrownBy(() -> input.read(-1, new byte[5], 0, 5))
          .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT);
      input.read(10, new byte[0], 0, 0);
    }
  }

  @Test
  void names_are_listed_sorted_and_apart() {
    Directory directory = emptyDirectory();
    assertThat(directory.files()).isEmpty();
    write(directory, "b", "");
    directory.createSubdirectory("d");
    directory.createSubdirectory("c");
    write(directory, "a", "");
    assertThat(directory.files()).containsExactly("a", "b");
    assertThat(directory.subdirectories()).containsExactly("c", "d");
    assertThat(directory.exists("a")).isTrue();
    assertThat(directory.exists("c")).isTrue();
    assertThat(directory.exists("e")).isFalse();
  }

  @Test
  void a_taken_name_is_not_overwritten() {
    Directory directory = emptyDirectory();
    write(directory, "file", "old");
    write(directory, "other", "other");
    failsIo(() -> directory.create("file"), "creating file", "file: the name is taken");
    failsIo(() -> directory.link("other", directory, "file"), "linking", "the name is taken");
    assertThat(text(directory, "file")).isEqualTo("old");
  }

  @Test
  void what_is_missing_is_named() {
    Directory directory = emptyDirectory();
    String reason = "there is no such file";
    failsIo(() -> directory.open("none"), "opening file", "none", reason);
    failsIo(() -> directory.sizeBytes("none"), "asking the size", "none", reason);
    failsIo(() -> directory.delete("none"), "deleting", "none", reason);
    failsIo(() -> directory.rename("none", "x"), "renaming", "none", "x", reason);
    failsIo(() -> directory.truncate("none", 0), "truncating", "none", reason);
    failsIo(() -> directory.link("none", directory, "x"), "linking", "none", "x", reason);
    failsIo(() -> directory.subdirectory("none"), "opening directory", "none", "there is no such");
  }

  @Test
  void truncate_cuts_the_tail_only() {
    Directory directory = emptyDirectory();
    write(directory, "file", "0123456789");
    directory.truncate("file", 4);
    assertThat(text(directory, "file")).isEqualTo("0123");
    assertThatThrownBy(() -> directory.truncate("file", 5))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining("it has only 4");
  }

  @Test
  void rename_replaces_a_file() {
    Directory directory = emptyDirectory();
    write(directory, "new", "new");
    write(directory, "old", "old");
    directory.rename("new", "old");
    assertThat(directory.files()).containsExactly("old");
    assertThat(text(directory, "old")).isEqualTo("new");
  }

  @Test
  void rename_moves_a_subdirectory_but_not_onto_a_full_one() {
    Directory directory = emptyDirectory();
    write(directory.createSubdirectory("a"), "file", "content");
    write(directory.createSubdirectory("b"), "file", "other");
    failsIo(() -> directory.rename("a", "b"), "renaming");
    directory.rename("a", "c");
    assertThat(directory.subdirectories()).containsExactly("b", "c");
    assertThat(text(directory.subdirectory("c"), "file")).isEqualTo("content");
  }

  @Test
  void a_linked_file_outlives_its_first_name() {
    Directory directory = emptyDirectory();
    Directory snapshot = directory.createSubdirectory("snapshot");
    write(directory, "file", "content");
    directory.link("file", snapshot, "copy");
    directory.delete("file");
    assertThat(text(snapshot, "copy")).isEqualTo("content");
    assertThat(directory.files()).isEmpty();
  }

  @Test
  void an_open_file_is_readable_after_its_name_was_deleted() {
    Directory directory = emptyDirectory();
    write(directory, "file", "content");
    try (FileInput input = directory.open("file")) {
      directory.delete("file");
      byte[] read = new byte[7];
      input.read(0, read, 0, 7);
      assertThat(new String(read, UTF_8)).isEqualTo("content");
    }
  }

  @Test
  void only_an_empty_subdirectory_is_deleted_unless_asked_for() {
    Directory directory = emptyDirectory();
    Directory below = directory.createSubdirectory("a").createSubdirectory("b");
    write(below, "file", "content");
    failsIo(() -> directory.delete("a"), "deleting", "a", "the directory is not empty");
    directory.deleteSubdirectory("a");
    assertThat(directory.subdirectories()).isEmpty();
  }

  @Test
  void creating_a_subdirectory_again_opens_it() {
    Directory directory = emptyDirectory();
    write(directory.createSubdirectory("a"), "file", "content");
    assertThat(directory.createSubdirectory("a").files()).containsExactly("file");
    write(directory, "file", "");
    failsIo(() -> directory.createSubdirectory("file"), "opening directory", "file");
    failsIo(() -> directory.subdirectory("file"), "opening directory", "file");
  }

  @Test
  void sync_and_space_work() {
    Directory directory = emptyDirectory();
    directory.sync();
    assertThat(directory.space().freeBytes()).isBetween(1L, directory.space().totalBytes());
  }

  @Test
  void a_closed_file_takes_nothing_more() {
    Directory directory = emptyDirectory();
    FileOutput output = directory.create("file");
    output.close();
    output.close();
    failsIo(() -> output.write(new byte[1], 0, 1), "writing", "file");
    failsIo(output::force, "syncing", "file");
  }

  @Test
  void a_lock_is_given_once_at_a_time() {
    Directory directory = emptyDirectory();
    try (DirectoryLock lock = directory.acquireLock("lock")) {
      assertThatThrownBy(() -> directory.acquireLock("lock"))
          .hasFieldOrPropertyWithValue("kind", ErrorKind.UNAVAILABLE)
          .hasMessageContaining("locking")
          .hasMessageContaining("it is held by");
      lock.close();
      directory.acquireLock("lock").close();
    }
    directory.acquireLock("lock").close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/"})
  void what_is_not_a_name_is_refused(String name) {
    Directory directory = emptyDirectory();
    assertThatThrownBy(() -> directory.create(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a name");
  }

  /// Writes and syncs a file.
  public static void write(Directory directory, String name, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    try (FileOutput output = directory.create(name)) {
      output.write(bytes, 0, bytes.length);
      output.force();
    }
  }

  public static String text(Directory directory, String name) {
    try (FileInput input = directory.open(name)) {
      byte[] bytes = new byte[(int) input.lengthBytes()];
      input.read(0, bytes, 0, bytes.length);
      return new String(bytes, UTF_8);
    }
  }

  private static void failsIo(ThrowingCallable use, String... messageParts) {
    assertThatThrownBy(use)
        .hasFieldOrPropertyWithValue("kind", ErrorKind.IO)
        .hasMessageContainingAll(messageParts);
  }
}
