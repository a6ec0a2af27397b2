package dev.vestige.testkit;

import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import dev.vestige.base.io.DiskSpace;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import java.util.List;

/// A directory whose N-th operation fails, and no other. Loop N over 1, 2, 3 … until [#failed()]
/// stays false, and every failure has been tried. Closing and asking for names are not operations.
public final class FaultDirectory implements Directory {
  private final Directory inner;
  private final FaultCounter faults;

  private FaultDirectory(Directory inner, FaultCounter faults) {
    this.inner = inner;
    this.faults = faults;
  }

  /// Wraps a directory.
  ///
  /// @param operation the one that fails, counted from 1 over all files and subdirectories
  public static FaultDirectory failingAt(long operation, Directory inner) {
    return new FaultDirectory(inner, new FaultCounter(operation));
  }

  /// Whether the failure has happened.
  public boolean failed() {
    return faults.failed();
  }

  /// How many operations there were so far.
  public long operations() {
    return faults.operations();
  }

  @Override
  public String location() {
    return inner.location();
  }

  @Override
  public FileOutput create(String name) {
    faults.operation("creating file", this, name);
    return new FaultOutput(inner.create(name), faults, location() + "/" + name);
  }

  @Override
  public FileInput open(String name) {
    faults.operation("opening file", this, name);
    return new FaultInput(inner.open(name), faults, location() + "/" + name);
  }

  @Override
  public void truncate(String name, long lengthBytes) {
    faults.operation("truncating file", this, name);
    inner.truncate(name, lengthBytes);
  }

  @Override
  public List<String> files() {
    faults.operation("listing the files of", this, "");
    return inner.files();
  }

  @Override
  public List<String> subdirectories() {
    faults.operation("listing the subdirectories of", this, "");
    return inner.subdirectories();
  }

  @Override
  public boolean exists(String name) {
    return inner.exists(name);
  }

  @Override
  public long sizeBytes(String name) {
    faults.operation("asking the size of file", this, name);
    return inner.sizeBytes(name);
  }

  @Override
  public void delete(String name) {
    faults.operation("deleting", this, name);
    inner.delete(name);
  }

  @Override
  public void rename(String from, String to) {
    faults.operation("renaming to " + to, this, from);
    inner.rename(from, to);
  }

  @Override
  public void link(String name, Directory target, String targetName) {
    faults.operation("linking as " + targetName, this, name);
    inner.link(name, target instanceof FaultDirectory that ? that.inner : target, targetName);
  }

  @Override
  public void sync() {
    faults.operation("syncing directory", this, "");
    inner.sync();
  }

  @Override
  public Directory subdirectory(String name) {
    faults.operation("opening directory", this, name);
    return new FaultDirectory(inner.subdirectory(name), faults);
  }

  @Override
  public Directory createSubdirectory(String name) {
    faults.operation("creating directory", this, name);
    return new FaultDirectory(inner.createSubdirectory(name), faults);
  }

  @Override
  public DiskSpace space() {
    faults.operation("asking the free space below", this, "");
    return inner.space();
  }

  @Override
  public DirectoryLock acquireLock(String name) {
    faults.operation("locking", this, name);
    return inner.acquireLock(name);
  }
}
