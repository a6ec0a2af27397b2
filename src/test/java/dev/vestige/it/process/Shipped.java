package dev.vestige.it.process;

import java.nio.file.Files;
import java.nio.file.Path;

/// What the build ships, at the place where it leaves it.
public final class Shipped {

  private static final Path ROOT = Path.of(System.getProperty("vestige.root"));

  private Shipped() {}

  /// The root folder of the repository.
  public static Path root() {
    return ROOT;
  }

  /// The file that is a shell program and a jar.
  public static Path executable() {
    return existing("target/vestige");
  }

  /// The jar.
  public static Path jar() {
    return existing("target/vestige.jar");
  }

  private static Path existing(String name) {
    Path file = ROOT.resolve(name);
    if (!Files.exists(file)) {
      throw new AssertionError(file + " is not there: run ./mvnw verify, which packs it first");
    }
    return file;
  }
}
