package dev.vestige.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One run of a program. What it says goes to two files in a folder of the test. Closing it kills
/// the program if it still runs.
public final class ProcessRun implements AutoCloseable {

  private static final Duration EXIT_LIMIT = Duration.ofMinutes(2);

  /// Settings of the machine that would change what is tested.
  private static final Set<String> FOREIGN_SETTINGS =
      Set.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

  private final Process process;
  private final Path out;
  private final Path err;

  private ProcessRun(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// Starts a program with the environment of the tests.
  public static ProcessRun start(Path folder, String... command) {
    return start(folder, Map.of(), command);
  }

  /// Starts a program with more or other environment variables; an empty value takes one away.
  public static ProcessRun start(Path folder, Map<String, String> environment, String... command) {
    try {
      Path out = Files.createTempFile(folder, "run-", ".out");
      Path err = Files.createTempFile(folder, "run-", ".err");
      var builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().keySet().removeAll(FOREIGN_SETTINGS);
      builder.environment().putAll(environment);
      builder.environment().values().removeIf(String::isEmpty);
      return new ProcessRun(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + Arrays.toString(command), e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// What it wrote to its standard output so far.
  public String out() {
    return read(out);
  }

  /// What it wrote to its standard error so far.
  public String err() {
    return read(err);
  }

  /// The lines of [#err()].
  public List<String> errLines() {
    return err().lines().toList();
  }

  /// Asks it to end: SIGTERM.
  public void terminate() {
    process.destroy();
  }

  /// Sends it a signal by its name, such as `HUP`.
  public void signal(String name) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends it: SIGKILL.
  public void kill() {
    process.destroyForcibly();
  }

  /// Its exit code, once it has ended.
  public int awaitExit() {
    try {
      if (process.waitFor(EXIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("still running after " + EXIT_LIMIT.toSeconds() + " s: " + err());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
      awaitExit();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
