package dev.vestige.testkit;

import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileSystemDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileSystemDirectoryContractTest extends DirectoryContract {
  @TempDir private Path temp;

  @Override
  protected Directory emptyDirectory() {
    return FileSystemDirectory.open(temp);
  }
}
