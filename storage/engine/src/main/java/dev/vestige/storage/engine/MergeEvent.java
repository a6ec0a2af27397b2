package dev.vestige.storage.engine;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A merge in a flight recording. Costs nothing while none runs.
@Name("vestige.Merge")
@Label("Merge")
@Description("Parts of a day became one")
@Category("Vestige")
@StackTrace(false)
final class MergeEvent extends Event {
  @Label("Parts")
  int parts;

  @Label("Spans")
  long spans;

  @Label("Bytes Read")
  @DataAmount
  long bytesRead;

  @Label("Bytes Written")
  @DataAmount
  long bytesWritten;
}
