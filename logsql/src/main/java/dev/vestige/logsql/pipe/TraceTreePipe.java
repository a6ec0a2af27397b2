package dev.vestige.logsql.pipe;

import java.util.List;

/// `trace_tree`: the rows, each with what its place in its trace tells. A field of the row with one
/// of these names goes.
public record TraceTreePipe() implements Pipe {
  /// How many spans are above it.
  public static final String DEPTH = "trace_depth";

  /// How many spans it called.
  public static final String CHILDREN = "trace_children";

  /// What became of its parent: `none`, `found` or `missing`.
  public static final String PARENT = "trace_parent";

  public static final String PARENT_SERVICE = "trace_parent_service";
  public static final String PARENT_NAME = "trace_parent_name";

  /// Nanoseconds from its parent's start to its own; negative when clocks disagree.
  public static final String AFTER_PARENT = "trace_after_parent";

  /// Nanoseconds in which none of its children ran.
  public static final String OWN = "trace_own";

  /// Nanoseconds that it adds to the duration of its root.
  public static final String CRITICAL = "trace_critical";

  /// `service:name` of each span from the top to it, with ` > ` between.
  public static final String PATH = "trace_path";

  public static final String ROOT_SERVICE = "trace_root_service";
  public static final String ROOT_NAME = "trace_root_name";

  /// Nanoseconds that the root took.
  public static final String ROOT_DURATION = "trace_root_duration";

  /// All of them.
  public static final List<String> FIELDS =
      List.of(
          DEPTH,
          CHILDREN,
          PARENT,
          PARENT_SERVICE,
          PARENT_NAME,
          AFTER_PARENT,
          OWN,
          CRITICAL,
          PATH,
          ROOT_SERVICE,
          ROOT_NAME,
          ROOT_DURATION);
}
