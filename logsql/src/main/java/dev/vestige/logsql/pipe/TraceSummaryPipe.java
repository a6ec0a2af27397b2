package dev.vestige.logsql.pipe;

/// `trace_summary`: one row per trace in place of its spans.
public record TraceSummaryPipe() implements Pipe {
  public static final String SPANS = "spans";
  public static final String ERRORS = "errors";

  /// How many different services.
  public static final String SERVICES = "services";

  /// Spans from the root to the deepest one, both counted.
  public static final String DEPTH = "depth";

  /// Spans whose parent is missing.
  public static final String ORPHANS = "orphans";

  public static final String ROOT_SERVICE = "root_service";
  public static final String ROOT_NAME = "root_name";

  /// Who called whom, as a text that is the same for traces of the same structure.
  public static final String SHAPE = "shape";
}
