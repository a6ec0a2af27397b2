package dev.vestige.base.io;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/// A directory of the operating system's file system.
public final class FileSystemDirectory implements Directory {
  private final Path path;

  private FileSystemDirectory(Path path) {
    this.path = path;
  }

  /// Opens a directory. Fails when there is none.
  public static FileSystemDirectory open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new VestigeException(
          ErrorKind.IO, "opening directory " + path + ": there is no such directory");
    }
    return new FileSystemDirectory(path.toAbsolutePath().normalize());
  }

  /// Opens a directory, creating it and its parents when there is none. Each new name is synced.
  public static FileSystemDirectory create(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (!Files.isDirectory(absolute)) {
      if (parent == null) {
        return open(absolute);
      }
      FileSystemDirectory above = create(parent);
      above.createSubdirectory(String.valueOf(absolute.getFileName()));
      above.sync();
    }
    return new FileSystemDirectory(absolute);
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public FileOutput create(String name) {
    Path file = resolve(name);
    try {
      return new FileSystemOutput(
          file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw failure("creating file " + file, e);
    }
  }

  @Override
  public FileInput open(String name) {
    return FileSystemInput.open(resolve(name));
  }

  @Override
  public void truncate(String name, long lengthBytes) {
    Path file = resolve(name);
    String doing = "truncating file " + file + " to " + lengthBytes + " bytes";
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() < lengthBytes) {
        throw VestigeException.corrupt(doing + ": it has only " + channel.size());
      }
      channel.truncate(lengthBytes);
      channel.force(true);
    } catch (IOException e) {
      throw failure(doing, e);
    }
  }

  @Override
  public List<String> files() {
    return names(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public List<String> subdirectories() {
    return names(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
  }

  private List<String> names(Predicate<Path> wanted) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (wanted.test(entry)) {
          names.add(String.valueOf(entry.getFileName()));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw new VestigeException(ErrorKind.IO, "listing directory " + path + ": " + e, e);
    } catch (IOException e) {
      throw failure("listing directory " + path, e);
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public long sizeBytes(String name) {
    Path file = resolve(name);
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw failure("asking the size of file " + file, e);
    }
  }

  @Override
  public void delete(String name) {
    Path file = resolve(name);
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw failure("deleting " + file, e);
    }
  }

  @Override
  public void rename(String from, String to) {
    Path source = resolve(from);
    Path target = resolve(to);
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("renaming " + source + " to " + target, e);
    }
  }

  @Override
  public void link(String name, Directory target, String targetName) {
    if (!(target instanceof FileSystemDirectory that)) {
      throw new IllegalArgumentException(
          "cannot link from " + location() + " into the other store " + target.location());
    }
    Path link = that.resolve(targetName);
    Path file = resolve(name);
    try {
      Files.createLink(link, file);
    } catch (IOException e) {
      throw failure("linking file " + file + " as " + link, e);
    }
  }

  @Override
  public void sync() {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw failure("syncing directory " + path, e);
    }
  }

  @Override
  public Directory subdirectory(String name) {
    return open(resolve(name));
  }

  @Override
  public Directory createSubdirectory(String name) {
    Path directory = resolve(name);
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory);
      }
    } catch (FileAlreadyExistsException e) {
      return open(directory);
    } catch (IOException e) {
      throw failure("creating directory " + directory, e);
    }
    return new FileSystemDirectory(directory);
  }

  @Override
  public DiskSpace space() {
    try {
      FileStore store = Files.getFileStore(path);
      return new DiskSpace(store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException e) {
      throw failure("asking the free space below " + path, e);
    }
  }

  @Override
  public DirectoryLock acquireLock(String name) {
    return FileSystemLock.acquire(resolve(name), resolve(name + ".owner"));
  }

  private Path resolve(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a name for a file in " + path + ": '" + name + "'");
    }
    return path.resolve(name);
  }

  static VestigeException failure(String doing, IOException cause) {
    return new VestigeException(ErrorKind.IO, doing + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "there is no such file";
      case FileAlreadyExistsException _ -> "the name is taken";
      case DirectoryNotEmptyException _ -> "the directory is not empty";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(cause.getMessage());
    };
  }
}
