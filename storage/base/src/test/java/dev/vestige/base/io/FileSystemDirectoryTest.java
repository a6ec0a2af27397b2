package dev.vestige.base.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only the file system implementation has; the rest is in the contract of directories.
class FileSystemDirectoryTest {
  @TempDir private Path temp;

  @Test
  void creates_missing_parents() {
    FileSystemDirectory.create(temp.resolve("a/b/c")).create("file").close();
    assertThat(temp.resolve("a/b/c/file")).exists();
  }

  @Test
  void opening_a_missing_directory_says_so() {
    assertThatThrownBy(() -> FileSystemDirectory.open(temp.resolve("none")))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("opening directory")
        .hasMessageContaining("none")
        .hasMessageEndingWith("there is no such directory");
  }

  @Test
  void transfers_longer_than_one_piece_are_whole() {
    byte[] bytes = new byte[Limits.TRANSFER_BYTES_MAX * 3 + 17];
    new Random(1).nextBytes(bytes);
    Directory directory = FileSystemDirectory.open(temp);
    try (FileOutput output = directory.create("long")) {
      output.write(bytes, 0, bytes.length);
      assertThat(output.position()).isEqualTo(bytes.length);
    }
    byte[] read = new byte[bytes.length - 5];
    try (FileInput input = directory.open("long")) {
      input.read(5, read, 0, read.length);
    }
    assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, 5, bytes.length));
  }

  @Test
  void an_interrupted_reader_does_not_take_the_file_away_from_the_others() {
    Directory directory = FileSystemDirectory.open(temp);
    try (FileOutput output = directory.create("file")) {
      output.write("content".getBytes(UTF_8), 0, 7);
    }
    byte[] read = new byte[7];
    try (FileInput input = directory.open("file")) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> input.read(0, read, 0, 7))
          .hasFieldOrPropertyWithValue("kind", ErrorKind.CANCELLED);
      assertThat(Thread.interrupted()).isTrue();
      input.read(0, read, 0, 7);
    }
    assertThat(new String(read, UTF_8)).isEqualTo("content");
  }

  @Test
  void a_closed_input_stays_closed() {
    Directory directory = FileSystemDirectory.open(temp);
    try (FileOutput output = directory.create("file")) {
      output.write(new byte[1], 0, 1);
    }
    FileInput input = directory.open("file");
    input.close();
    input.close();
    assertThatThrownBy(() -> input.read(0, new byte[1], 0, 1))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.IO)
        .hasMessageEndingWith("it was closed");
  }

  @Test
  void a_file_cut_while_open_is_corrupt() throws IOException {
    Directory directory = FileSystemDirectory.open(temp);
    Files.writeString(temp.resolve("file"), "0123456789");
    try (FileInput input = directory.open("file")) {
      Files.writeString(temp.resolve("file"), "01234");
      assertThatThrownBy(() -> input.read(3, new byte[6], 0, 6))
          .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
          .hasMessageContaining("reading 6 bytes at 3 of file")
          .hasMessageContaining("cut while it was open");
    }
  }

  @Test
  void a_lock_held_by_another_process_names_it() throws Exception {
    Directory directory = FileSystemDirectory.open(temp);
    Process other = LockHolder.start(temp);
    try (BufferedReader output = other.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> directory.acquireLock("lock"))
          .hasFieldOrPropertyWithValue("kind", ErrorKind.UNAVAILABLE)
          .hasMessageContaining("process " + other.pid() + " ");
    } finally {
      other.destroyForcibly();
      other.waitFor();
    }
    directory.acquireLock("lock").close();
  }

  @Test
  void the_name_of_the_holder_is_overwritten_in_place() throws IOException {
    Directory directory = FileSystemDirectory.open(temp);
    directory.acquireLock("lock").close();
    long size = directory.sizeBytes("lock.owner");
    assertThat(Files.readString(temp.resolve("lock.owner"))).isBlank();
    try (DirectoryLock _ = directory.acquireLock("lock")) {
      assertThat(Files.readString(temp.resolve("lock.owner"))).contains("process").endsWith(" ");
      assertThat(directory.sizeBytes("lock.owner")).isEqualTo(size);
    }
  }

  @Test
  void a_lock_is_not_lost_when_the_same_process_asks_again() throws Exception {
    Directory directory = FileSystemDirectory.open(temp);
    try (DirectoryLock _ = directory.acquireLock("lock")) {
      assertThatThrownBy(() -> directory.acquireLock("lock")).hasMessageContaining("this very one");
      assertThat(LockHolder.attempt(temp)).contains("it is held by process");
    }
    assertThat(LockHolder.attempt(temp)).isEqualTo("held");
  }
}
