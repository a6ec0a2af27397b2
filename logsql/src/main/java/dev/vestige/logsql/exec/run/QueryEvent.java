package dev.vestige.logsql.exec.run;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A query in a flight recording. Costs nothing while none runs.
@Name("vestige.Query")
@Label("Query")
@Description("A query was answered, or failed")
@Category("Vestige")
@StackTrace(false)
final class QueryEvent extends Event {
  @Label("Query")
  String query = "";

  @Label("Tenants")
  String tenants = "";

  @Label("Rows Visited")
  long rowsVisited;

  @Label("Blocks Visited")
  long blocksVisited;

  @Label("Blocks Skipped")
  long blocksSkipped;

  @Label("Bytes Read")
  @DataAmount
  long bytesRead;

  @Label("Answered")
  boolean isAnswered;
}
