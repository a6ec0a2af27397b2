package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.util.List;
import java.util.Set;

/// What to do instead of serving, and how flags are read.
public final class GeneralFlags {
  public static final Flag<Boolean> HELP =
      Flag.of("help", BOOL, "false", Role.ALL, "Print this and end. Also -h.");

  public static final Flag<Boolean> VERSION =
      Flag.of("version", BOOL, "false", Role.ALL, "Print the version and end.");

  public static final Flag<Boolean> DRY_RUN =
      Flag.of(
          "dryRun",
          BOOL,
          "false",
          Role.ALL,
          "Check flags, secrets, certificates, addresses and directories as a start would, and"
              + " end.");

  public static final Flag<Boolean> PRINT_CONFIG =
      Flag.of(
          "printConfig",
          BOOL,
          "false",
          Role.ALL,
          "Print every flag with the value it has, defaults included and secrets hidden, and end.");

  public static final Flag<Boolean> ENV_ENABLE =
      Flag.of(
          "envflag.enable",
          BOOL,
          "false",
          Role.ALL,
          "Whether flags that are not on the command line are read from environment variables: the"
              + " name of the flag with _ for every dot.");

  public static final Flag<String> ENV_PREFIX =
      Flag.of(
          "envflag.prefix",
          TEXT,
          "",
          Role.ALL,
          "What the names of the environment variables begin with; used with -envflag.enable.");

  public static final Flag<List<String>> SECRET_FLAGS =
      Flag.of(
          "secret.flags",
          new ListType<>(TEXT),
          "",
          Role.ALL,
          "Names of further flags whose values are hidden wherever flags are shown.");

  /// Flags that a variable of the same name in some environment must not set by accident.
  static final Set<Flag<?>> COMMAND_LINE_ONLY = Set.of(HELP, VERSION, ENV_ENABLE, ENV_PREFIX);

  static final FlagGroup GROUP =
      new FlagGroup(
          "General",
          List.of(HELP, VERSION, DRY_RUN, PRINT_CONFIG, ENV_ENABLE, ENV_PREFIX, SECRET_FLAGS));

  private GeneralFlags() {}
}
