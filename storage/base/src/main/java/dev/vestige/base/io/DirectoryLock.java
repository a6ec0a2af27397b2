package dev.vestige.base.io;

/// A held lock. Closing gives it back; closing again does nothing. It also ends with the process.
public interface DirectoryLock extends AutoCloseable {
  @Override
  void close();
}
