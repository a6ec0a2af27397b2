package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.SIZE;

import java.util.List;

/// Flags of VictoriaTraces that have nothing to act on here. They are accepted, so that start
/// scripts go on working, and do nothing.
final class IgnoredFlags {
  private static final String GRAPH =
      "The service graph is kept up to date as spans come in, without a task.";

  static final FlagGroup GROUP =
      new FlagGroup(
          "Accepted for compatibility, without effect",
          List.of(
              ignored("fs.disableMmap", BOOL, "false", "The JVM reads files in its own way."),
              ignored("fs.disableMincore", BOOL, "false", "The JVM reads files in its own way."),
              ignored("fs.maxConcurrency", NUMBER, "0", "The JVM reads files in its own way."),
              ignored(
                  "filestream.disableFadvise",
                  BOOL,
                  "false",
                  "The JVM gives the system no advice about files."),
              ignored("internStringMaxLen", NUMBER, "500", "There is no cache of short texts."),
              ignored(
                  "internStringCacheExpireDuration",
                  DURATION,
                  "6m",
                  "There is no cache of short texts."),
              ignored(
                  "internStringDisableCache", BOOL, "false", "There is no cache of short texts."),
              ignored(
                  "insert.indexFlushInterval",
                  DURATION,
                  "20s",
                  "Trace ids are found without an index that is written later."),
              ignored(
                  "search.traceMaxDurationWindow",
                  DURATION,
                  "1m",
                  "Traces are read whole, however long they are."),
              ignored(
                  "search.traceSearchStep",
                  DURATION,
                  "24h",
                  "Traces are found by their ids without steps in time."),
              ignored(
                  "search.fieldsLookbehind",
                  DURATION,
                  "2h",
                  "It bounds the tag lists of /select/tempo, which there is not."),
              ignored("nativeinsert.maxRequestSize", SIZE, "64MiB", "There is no /insert/native."),
              ignored("servicegraph.enableTask", BOOL, "false", GRAPH),
              ignored("servicegraph.taskInterval", DURATION, "1m", GRAPH),
              ignored("servicegraph.taskTimeout", DURATION, "30s", GRAPH),
              ignored("servicegraph.taskLookbehind", DURATION, "1m", GRAPH),
              ignored("servicegraph.taskLimit", NUMBER, "1000", GRAPH),
              ignored("servicegraph.databaseTaskLimit", NUMBER, "1000", GRAPH)));

  private IgnoredFlags() {}

  private static <T> Flag<T> ignored(
      String name, ScalarType<T> type, String defaultText, String why) {
    return Flag.of(name, type, defaultText, Role.ALL, why);
  }
}
