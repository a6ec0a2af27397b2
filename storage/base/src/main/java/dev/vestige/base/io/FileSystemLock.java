package dev.vestige.base.io;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lock on a file, held by the process until it closes or ends. A second file beside it says who
/// holds it, because on POSIX systems closing *any* channel of a locked file gives the lock up: the
/// locked file itself must not be opened to see whether this very process holds it already. The
/// second file is overwritten in place, so that a full disk does not keep a store from opening.
final class FileSystemLock implements DirectoryLock {
  private static final int OWNER_BYTES = 80;

  /// The random part tells this process from an earlier one with the same id, as in containers,
  /// where every server is process 1.
  private static final String THIS_PROCESS =
      "process " + ProcessHandle.current().pid() + " (run " + UUID.randomUUID() + ")";

  private final FileChannel channel;
  private final Path ownerFile;

  private FileSystemLock(FileChannel channel, Path ownerFile) {
    this.channel = channel;
    this.ownerFile = ownerFile;
  }

  static DirectoryLock acquire(Path lockFile, Path ownerFile) {
    synchronized (FileSystemLock.class) {
      try {
        if (THIS_PROCESS.equals(owner(ownerFile))) {
          throw taken(lockFile, THIS_PROCESS + ", this very one");
        }
        return lock(lockFile, ownerFile);
      } catch (IOException e) {
        throw FileSystemDirectory.failure("locking " + lockFile, e);
      }
    }
  }

  private static DirectoryLock lock(Path lockFile, Path ownerFile) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock held = channel.tryLock();
      if (held == null) {
        throw taken(lockFile, owner(ownerFile));
      }
      writeOwner(ownerFile, THIS_PROCESS);
      return new FileSystemLock(channel, ownerFile);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String owner(Path ownerFile) throws IOException {
    byte[] bytes = Files.exists(ownerFile) ? Files.readAllBytes(ownerFile) : new byte[0];
    String owner = new String(bytes, StandardCharsets.UTF_8).strip();
    return owner.isEmpty() ? "an unknown process" : owner;
  }

  private static void writeOwner(Path ownerFile, String owner) throws IOException {
    byte[] padded = Arrays.copyOf(owner.getBytes(StandardCharsets.UTF_8), OWNER_BYTES);
    Arrays.fill(padded, owner.length(), OWNER_BYTES, (byte) ' ');
    try (FileChannel file =
        FileChannel.open(ownerFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(padded), 0);
    }
  }

  private static VestigeException taken(Path lockFile, String owner) {
    return new VestigeException(
        ErrorKind.UNAVAILABLE,
        "locking "
            + lockFile
            + ": it is held by "
            + owner
            + "; two writers would destroy the data");
  }

  @Override
  public void close() {
    synchronized (FileSystemLock.class) {
      if (!channel.isOpen()) {
        return;
      }
      try {
        writeOwner(ownerFile, "");
        channel.close();
      } catch (IOException e) {
        throw FileSystemDirectory.failure("giving up the lock beside " + ownerFile, e);
      }
    }
  }
}
