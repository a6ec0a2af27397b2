package dev.vestige.insert;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A request that brought spans in a flight recording. Costs nothing while none runs.
@Name("vestige.Ingest")
@Label("Ingest")
@Description("A request with spans was read and stored")
@Category("Vestige")
@StackTrace(false)
final class IngestEvent extends Event {
  @Label("Door")
  String door = "";

  @Label("Tenant")
  String tenant = "";

  @Label("Bytes")
  @DataAmount
  int bytes;

  @Label("Spans")
  int spans;

  @Label("Spans Refused")
  long refused;
}
