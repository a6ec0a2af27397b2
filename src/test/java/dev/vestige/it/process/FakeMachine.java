package dev.vestige.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/// Another machine as far as a shell program sees it: the folders of its Java installations and of
/// the programs on its PATH, all inside the folder of a test.
final class FakeMachine {

  private final Path folder;

  FakeMachine(Path folder) {
    this.folder = folder;
  }

  /// Installs a Java of any version under a folder and returns its home. Its `java` prints its own
  /// path and the arguments it gets, one per line.
  Path installJava(String under, String version) {
    Path home = folder.resolve(under).resolve("java-" + version);
    write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    program(home.resolve("bin/java"), "printf '%s\\n' \"$0\" \"$@\"");
    program(home.resolve("bin/javac"), "exit 1");
    return home;
  }

  /// A folder for PATH that leads to some programs of this machine and to nothing else.
  Path path(String... programs) {
    Path path = folder.resolve("programs");
    for (String program : programs) {
      program(path.resolve(program), "exec " + find(program) + " \"$@\"");
    }
    return path;
  }

  /// Writes a shell program.
  static Path program(Path file, String script) {
    write(file, "#!/bin/sh\n" + script + "\n");
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(program + " is not on PATH"));
  }
}
