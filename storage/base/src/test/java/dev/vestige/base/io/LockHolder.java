package dev.vestige.base.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.VestigeException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/// A second process that wants the lock of a directory: it says `held` or why not, and ends with
/// its standard input.
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (DirectoryLock _ =
        FileSystemDirectory.open(Path.of(arguments[0])).acquireLock(arguments[1])) {
      say("held");
      int end = System.in.read();
      assert end < 0;
    } catch (VestigeException e) {
      say(e.getMessage());
    }
  }

  private static void say(String line) throws IOException {
    try (FileOutputStream output = new FileOutputStream(FileDescriptor.out)) {
      output.write((line + "\n").getBytes(UTF_8));
    }
  }

  static Process start(Path directory) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            directory.toString(),
            "lock")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// What a process says that ends at once.
  static String attempt(Path directory) throws Exception {
    Process process = start(directory);
    process.outputWriter(UTF_8).close();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      return String.valueOf(output.readLine());
    } finally {
      process.waitFor();
    }
  }
}
