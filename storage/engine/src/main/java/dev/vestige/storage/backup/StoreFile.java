package dev.vestige.storage.backup;

import dev.vestige.base.io.Directory;

/// A file somewhere below a directory.
///
/// @param folder `""`, or names with a slash between them
record StoreFile(String folder, String name) {
  static StoreFile of(String path) {
    int slash = path.lastIndexOf('/');
    return new StoreFile(path.substring(0, Math.max(slash, 0)), path.substring(slash + 1));
  }

  String path() {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /// Where the file is below a directory; what lies between must be there.
  Directory in(Directory root) {
    Directory directory = root;
    for (String element : elements()) {
      directory = directory.subdirectory(element);
    }
    return directory;
  }

  /// Whether the file is there.
  boolean existsIn(Directory root) {
    Directory directory = root;
    for (String element : elements()) {
      if (!directory.exists(element)) {
        return false;
      }
      directory = directory.subdirectory(element);
    }
    return directory.exists(name);
  }

  /// The directory of the file, which is made when it is missing, with a name that survives a
  /// crash.
  Directory madeIn(Directory root) {
    Directory directory = root;
    for (String element : elements()) {
      boolean isNew = !directory.exists(element);
      Directory below = directory.createSubdirectory(element);
      if (isNew) {
        directory.sync();
      }
      directory = below;
    }
    return directory;
  }

  private String[] elements() {
    return folder.isEmpty() ? new String[0] : folder.split("/", -1);
  }
}
