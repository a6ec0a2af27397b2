package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;

import java.util.List;

/// Work in the background: deletion.
public final class TaskFlags {
  public static final Flag<Boolean> DELETE =
      Flag.of(
          "delete.enable",
          BOOL,
          "false",
          Role.SELECT_AND_STORAGE,
          "Whether /delete/* may delete spans.");

  public static final Flag<Boolean> INTERNAL_DELETE =
      Flag.of(
          "internaldelete.enable",
          BOOL,
          "false",
          Role.STORAGE,
          "Whether other nodes may delete spans by /internal/delete/*.");

  static final FlagGroup GROUP = new FlagGroup("Tasks", List.of(DELETE, INTERNAL_DELETE));

  private TaskFlags() {}
}
