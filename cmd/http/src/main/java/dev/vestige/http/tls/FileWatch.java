package dev.vestige.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Notices changes of files when asked, and looks at them at most once a second. Not safe for use
/// by several threads.
final class FileWatch {
  private static final long CHECK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Path> files;
  private List<FileState> seen;
  private long checkedNanos = System.nanoTime();

  private record FileState(FileTime modified, long size) {}

  FileWatch(List<Path> files) {
    this.files = List.copyOf(files);
    this.seen = look();
  }

  /// Whether one of them differs from what it was when this was true last.
  boolean hasChanged() {
    long now = System.nanoTime();
    if (now - checkedNanos < CHECK_INTERVAL_NANOS) {
      return false;
    }
    checkedNanos = now;
    List<FileState> found = look();
    boolean differs = !found.equals(seen);
    seen = found;
    return differs;
  }

  private List<FileState> look() {
    return files.stream().map(FileWatch::look).toList();
  }

  private static FileState look(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(found.lastModifiedTime(), found.size());
    } catch (IOException e) {
      return new FileState(FileTime.fromMillis(0), -1);
    }
  }
}
