package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;

import java.time.Duration;
import java.util.List;

/// Work in the background: the service graph and deletion.
public final class TaskFlags {
  public static final Flag<Boolean> SERVICE_GRAPH =
      Flag.of(
          "servicegraph.enableTask",
          BOOL,
          "false",
          Role.STORAGE,
          "Whether to work out which service calls which, for /select/jaeger/api/dependencies.");

  public static final Flag<Duration> SERVICE_GRAPH_INTERVAL =
      Flag.of(
          "servicegraph.taskInterval",
          ScalarType.atLeast(DURATION, "1s"),
          "1m",
          Role.STORAGE,
          "How often the service graph is worked out.");

  public static final Flag<Duration> SERVICE_GRAPH_TIMEOUT =
      Flag.of(
          "servicegraph.taskTimeout",
          ScalarType.atLeast(DURATION, "1s"),
          "30s",
          Role.STORAGE,
          "How long one run for the service graph may take.");

  public static final Flag<Duration> SERVICE_GRAPH_LOOKBEHIND =
      Flag.of(
          "servicegraph.taskLookbehind",
          ScalarType.atLeast(DURATION, "1s"),
          "1m",
          Role.STORAGE,
          "The age of the spans that one run for the service graph looks at.");

  public static final Flag<Integer> SERVICE_GRAPH_LIMIT =
      Flag.of(
          "servicegraph.taskLimit",
          ScalarType.atLeast(NUMBER, "1"),
          "1000",
          Role.STORAGE,
          "Most edges between services of one run.");

  public static final Flag<Integer> SERVICE_GRAPH_DATABASE_LIMIT =
      Flag.of(
          "servicegraph.databaseTaskLimit",
          ScalarType.atLeast(NUMBER, "1"),
          "1000",
          Role.STORAGE,
          "Most edges to databases of one run.");

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

  static final FlagGroup GROUP =
      new FlagGroup(
          "Tasks",
          List.of(
              SERVICE_GRAPH,
              SERVICE_GRAPH_INTERVAL,
              SERVICE_GRAPH_TIMEOUT,
              SERVICE_GRAPH_LOOKBEHIND,
              SERVICE_GRAPH_LIMIT,
              SERVICE_GRAPH_DATABASE_LIMIT,
              DELETE,
              INTERNAL_DELETE));

  private TaskFlags() {}
}
