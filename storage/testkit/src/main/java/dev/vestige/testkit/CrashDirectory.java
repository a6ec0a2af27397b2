package dev.vestige.testkit;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import dev.vestige.base.io.DiskSpace;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A directory in memory that can lose power. After [#crash(RandomGenerator)] what was synced is
/// there; of the rest any part may be there, or be torn. [#crashAt(long)] chooses the moment: loop
/// it over 1, 2, 3 … until [#crashed()] stays false, and every moment has been tried.
public final class CrashDirectory implements Directory {
  private final CrashDisk disk;
  private final CrashTree tree;
  private final String location;

  private CrashDirectory(CrashDisk disk, CrashTree tree, String location) {
    this.disk = disk;
    this.tree = tree;
    this.location = location;
  }

  /// A new, empty disk.
  public static CrashDirectory empty() {
    return new CrashDirectory(new CrashDisk(), new CrashTree(), "crash-disk");
  }

  /// Makes the given operation, counted from 1 on the whole disk, fail together with all later
  /// ones.
  public void crashAt(long operation) {
    synchronized (disk) {
      disk.crashAt(operation);
    }
  }

  /// How many operations there were so far.
  public long operations() {
    synchronized (disk) {
      return disk.operations();
    }
  }

  public boolean crashed() {
    synchronized (disk) {
      return disk.crashed();
    }
  }

  /// From now on there is room for so many bytes more.
  public void freeBytes(long bytes) {
    synchronized (disk) {
      disk.freeBytes(bytes);
    }
  }

  /// Cuts the power: every use of this directory fails from now on.
  ///
  /// @return what is found afterwards, on a disk of its own
  public CrashDirectory crash(RandomGenerator random) {
    synchronized (disk) {
      disk.crash();
      return new CrashDirectory(
          new CrashDisk(), tree.survivor(random, new IdentityHashMap<>()), location);
    }
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public FileOutput create(String name) {
    synchronized (disk) {
      String doing = "creating file " + path(name);
      requireFree(doing, tree, name);
      CrashFile file = new CrashFile();
      disk.change(doing, () -> tree.add(name, file));
      return new CrashOutput(disk, file, path(name));
    }
  }

  @Override
  public FileInput open(String name) {
    synchronized (disk) {
      String doing = "opening file " + path(name);
      disk.operation(doing);
      return new CrashInput(disk, file(doing, name), path(name));
    }
  }

  @Override
  public void truncate(String name, long lengthBytes) {
    synchronized (disk) {
      String doing = "truncating file " + path(name) + " to " + lengthBytes + " bytes";
      disk.operation(doing);
      CrashFile file = file(doing, name);
      if (file.length() < lengthBytes) {
        throw VestigeException.corrupt(doing + ": it has only " + file.length());
      }
      file.truncate((int) lengthBytes);
    }
  }

  @Override
  public List<String> files() {
    return names(CrashFile.class);
  }

  @Override
  public List<String> subdirectories() {
    return names(CrashTree.class);
  }

  private List<String> names(Class<? extends CrashNode> kind) {
    synchronized (disk) {
      disk.operation("listing directory " + location);
      return tree.names().entrySet().stream()
          .filter(entry -> kind.isInstance(entry.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  @Override
  public boolean exists(String name) {
    synchronized (disk) {
      return tree.get(name) != null;
    }
  }

  @Override
  public long sizeBytes(String name) {
    synchronized (disk) {
      String doing = "asking the size of file " + path(name);
      disk.operation(doing);
      return file(doing, name).length();
    }
  }

  @Override
  public void delete(String name) {
    synchronized (disk) {
      String doing = "deleting " + path(name);
      if (node(doing, name) instanceof CrashTree doomed && !doomed.names().isEmpty()) {
        throw CrashDisk.failure(doing, "the directory is not empty");
      }
      disk.change(doing, () -> tree.remove(name));
    }
  }

  @Override
  public void rename(String from, String to) {
    synchronized (disk) {
      String doing = "renaming " + path(from) + " to " + path(to);
      boolean tree = node(doing, from) instanceof CrashTree;
      switch (this.tree.get(to)) {
        case null -> {}
        case CrashFile _ when !tree -> {}
        case CrashTree target when tree && target.names().isEmpty() -> {}
        case CrashFile _, CrashTree _ -> throw CrashDisk.failure(doing, "the name is taken");
      }
      disk.change(doing, () -> this.tree.rename(from, to));
    }
  }

  @Override
  public void link(String name, Directory target, String targetName) {
    if (!(target instanceof CrashDirectory that && that.disk == disk)) {
      throw new IllegalArgumentException(
          "cannot link from " + location + " into the other store " + target.location());
    }
    synchronized (disk) {
      String doing = "linking file " + path(name) + " as " + that.path(targetName);
      CrashFile file = file(doing, name);
      requireFree(doing, that.tree, targetName);
      disk.change(doing, () -> that.tree.add(targetName, file));
    }
  }

  @Override
  public void sync() {
    synchronized (disk) {
      disk.operation("syncing directory " + location);
      tree.sync();
    }
  }

  @Override
  public Directory subdirectory(String name) {
    synchronized (disk) {
      String doing = "opening directory " + path(name);
      disk.operation(doing);
      return switch (node(doing, name)) {
        case CrashTree found -> new CrashDirectory(disk, found, path(name));
        case CrashFile _ -> throw CrashDisk.failure(doing, "it is a file");
      };
    }
  }

  @Override
  public Directory createSubdirectory(String name) {
    synchronized (disk) {
      if (tree.get(name) != null) {
        return subdirectory(name);
      }
      CrashTree created = new CrashTree();
      disk.change("creating directory " + path(name), () -> tree.add(name, created));
      return new CrashDirectory(disk, created, path(name));
    }
  }

  @Override
  public DiskSpace space() {
    synchronized (disk) {
      disk.operation("asking the free space below " + location);
      return new DiskSpace(disk.freeBytes(), disk.totalBytes());
    }
  }

  @Override
  public DirectoryLock acquireLock(String name) {
    synchronized (disk) {
      disk.operation("locking " + path(name));
      if (!disk.locks().add(path(name))) {
        throw new VestigeException(
            ErrorKind.UNAVAILABLE,
            "locking "
                + path(name)
                + ": it is held by this very process; two writers would destroy"
                + " the data");
      }
    }
    return () -> {
      synchronized (disk) {
        disk.locks().remove(path(name));
      }
    };
  }

  private void requireFree(String doing, CrashTree directory, String name) {
    if (directory.get(name) != null) {
      throw CrashDisk.failure(doing, "the name is taken");
    }
  }

  private CrashFile file(String doing, String name) {
    return switch (node(doing, name)) {
      case CrashFile found -> found;
      case CrashTree _ -> throw CrashDisk.failure(doing, "it is a directory");
    };
  }

  private CrashNode node(String doing, String name) {
    @Nullable CrashNode found = tree.get(name);
    if (found == null) {
      throw CrashDisk.failure(doing, "there is no such file");
    }
    return found;
  }

  private String path(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "not a name for a file in " + location + ": '" + name + "'");
    }
    return location + "/" + name;
  }
}
