package dev.vestige.cmd.flags;

/// Which kinds of node a flag means something to. A node with `-storageNode` inserts and selects;
/// one without is a storage node, and a single node is one of these.
public enum Role {
  ALL("all"),
  INSERT("insert"),
  SELECT("select"),
  INSERT_AND_SELECT("insert, select"),
  STORAGE("storage"),
  INSERT_AND_STORAGE("insert, storage"),
  SELECT_AND_STORAGE("select, storage");

  private final String words;

  Role(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
