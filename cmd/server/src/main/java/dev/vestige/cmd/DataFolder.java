package dev.vestige.cmd;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of `-storageDataPath`.
final class DataFolder {
  private DataFolder() {}

  /// Opens the store in the folder, which is created when there is none.
  ///
  /// @throws VestigeException when it cannot be read or written, or another process has it
  static Engine open(Path path, EngineOptions options) {
    try {
      return Engine.open(FileSystemDirectory.create(path), options);
    } catch (VestigeException e) {
      throw new VestigeException(
          e.kind(),
          "cannot use the data directory " + path + " (-storageDataPath): " + e.getMessage(),
          e);
    }
  }

  /// Whether [#open] would find a folder it may write to, or a place to create it.
  ///
  /// @throws VestigeException when not
  static void check(Path path) {
    Path existing = path.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new VestigeException(
          ErrorKind.IO,
          "cannot use the data directory "
              + path
              + " (-storageDataPath): "
              + existing
              + " is not a directory that can be written");
    }
  }
}
