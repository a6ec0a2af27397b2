package dev.vestige.base.io;

import java.util.List;

/// A directory of files that are written once, by appending, and read by position. Names are single
/// path elements. What was written to a file survives a crash once [FileOutput#force()] returned;
/// what was done to names (create, rename, link, delete) survives once [#sync()] returned. Every
/// failure is a [dev.vestige.base.VestigeException] of kind IO, or CORRUPT where a file is shorter
/// than its reader was promised; the message says what was being done to which file. Safe for use
/// by several threads.
public interface Directory {
  /// Where this is, for messages.
  String location();

  /// Creates an empty file. Fails when the name is taken.
  FileOutput create(String name);

  FileInput open(String name);

  /// Cuts a file to its first `lengthBytes` bytes and syncs it. Fails when it is shorter than that.
  void truncate(String name, long lengthBytes);

  /// The names of the files, sorted.
  List<String> files();

  /// The names of the directories directly below, sorted.
  List<String> subdirectories();

  /// Whether a file or a subdirectory has this name.
  boolean exists(String name);

  long sizeBytes(String name);

  /// Deletes a file or an empty subdirectory. Fails when there is none.
  void delete(String name);

  /// Renames a file or a subdirectory atomically. A file that has the new name is replaced; a
  /// subdirectory only when it is empty.
  void rename(String from, String to);

  /// Gives a file a second name in a directory of the same store. Fails when the name is taken.
  void link(String name, Directory target, String targetName);

  /// Makes what was done to the names in this directory survive a crash.
  void sync();

  /// Opens a subdirectory. Fails when there is none.
  Directory subdirectory(String name);

  /// Opens a subdirectory, creating it when there is none.
  Directory createSubdirectory(String name);

  /// Deletes a subdirectory and everything below it.
  default void deleteSubdirectory(String name) {
    Directory doomed = subdirectory(name);
    doomed.files().forEach(doomed::delete);
    doomed.subdirectories().forEach(doomed::deleteSubdirectory);
    delete(name);
  }

  DiskSpace space();

  /// Becomes the only writer of whatever the lock file of this name stands for. That file stays
  /// when the lock is given back, and one called `name.owner` may stay beside it.
  ///
  /// @throws dev.vestige.base.VestigeException UNAVAILABLE, naming the holder, when it is taken
  DirectoryLock acquireLock(String name);
}
