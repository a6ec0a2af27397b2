package dev.vestige.storage.wal;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A sync of the write-ahead log in a flight recording. Costs nothing while none runs.
@Name("vestige.LogSync")
@Label("Log Sync")
@Description("The write-ahead log was synced; the requests that wait for it share one sync")
@Category("Vestige")
@StackTrace(false)
final class SyncEvent extends Event {
  @Label("Bytes")
  @DataAmount
  long bytes;
}
