package dev.vestige.storage.engine;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The writing of a head in a flight recording. Costs nothing while none runs.
@Name("vestige.Flush")
@Label("Flush")
@Description("Spans in memory were written to parts")
@Category("Vestige")
@StackTrace(false)
final class FlushEvent extends Event {
  @Label("Parts")
  int parts;

  @Label("Spans")
  long spans;

  @Label("Bytes in memory")
  @DataAmount
  long memoryBytes;

  @Label("Bytes")
  @DataAmount
  long bytes;
}
