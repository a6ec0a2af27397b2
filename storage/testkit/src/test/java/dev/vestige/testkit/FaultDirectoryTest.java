package dev.vestige.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import dev.vestige.base.io.FileOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultDirectoryTest extends DirectoryContract {
  @Override
  protected Directory emptyDirectory() {
    return FaultDirectory.failingAt(Long.MAX_VALUE, CrashDirectory.empty());
  }

  @Test
  void each_operation_fails_once_until_none_is_left() {
    List<String> failures = new ArrayList<>();
    for (long operation = 1; ; operation++) {
      FaultDirectory directory = FaultDirectory.failingAt(operation, CrashDirectory.empty());
      try {
        useEverything(directory);
      } catch (VestigeException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.IO);
        failures.add(e.getMessage().replaceAll(" [^ ]*crash-disk.*", ""));
      }
      if (!directory.failed()) {
        assertThat(directory.operations()).isEqualTo(operation - 1);
        break;
      }
    }
    assertThat(failures)
        .containsExactly(
            "locking",
            "creating file",
            "writing to file",
            "syncing file",
            "renaming to b",
            "syncing directory",
            "creating directory",
            "linking as c",
            "opening directory",
            "truncating file",
            "asking the size of file",
            "opening file",
            "reading file",
            "listing the files of",
            "listing the subdirectories of",
            "asking the free space below",
            "deleting");
  }

  private static void useEverything(Directory directory) {
    try (DirectoryLock _ = directory.acquireLock("lock")) {
      write(directory, "a", "content");
      directory.rename("a", "b");
      directory.sync();
      directory.link("b", directory.createSubdirectory("below"), "c");
      Directory below = directory.subdirectory("below");
      below.truncate("c", 3);
      below.sizeBytes("c");
      assertThat(text(below, "c")).isEqualTo("con");
      below.files();
      below.subdirectories();
      below.space();
      directory.delete("b");
    }
  }

  @Test
  void a_failing_write_leaves_a_part_behind() {
    CrashDirectory inner = CrashDirectory.empty();
    FileOutput output = FaultDirectory.failingAt(2, inner).create("file");
    assertThatThrownBy(() -> output.write("0123".getBytes(UTF_8), 0, 4))
        .hasMessageContaining("writing to file crash-disk/file: injected failure of operation 2");
    assertThat(text(inner, "file")).isEqualTo("01");
  }

  @Test
  void syncing_again_after_a_failure_is_a_defect_of_the_caller() {
    FileOutput output = FaultDirectory.failingAt(2, CrashDirectory.empty()).create("file");
    assertThatThrownBy(output::force).isInstanceOf(VestigeException.class);
    assertThatThrownBy(output::force)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("used again");
  }
}
