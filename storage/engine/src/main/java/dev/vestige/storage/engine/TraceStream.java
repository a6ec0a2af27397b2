package dev.vestige.storage.engine;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePosition;
import dev.vestige.storage.part.TraceBlock;
import dev.vestige.storage.part.TraceMatch;
import java.util.Arrays;
import java.util.Optional;

/// The matching traces of one block or batch in list order. Before it is opened only the newest
/// time of the block is known; closing it lets go of what opening read, and it can be opened again
/// where it was. Confined to one thread.
final class TraceStream implements Comparable<TraceStream> {
  /// What a stream reads.
  private final Source source;

  private long nextEnd;
  private TraceId nextTrace = FIRST;
  private TracePosition[] places = new TracePosition[0];
  private int at = -1;

  /// Goes before every trace that has the same end.
  private static final TraceId FIRST = new TraceId(0, 0);

  /// A block or batch.
  interface Source {
    TraceBlock open();
  }

  /// `bound` is an end that no span of the source goes beyond.
  TraceStream(Source source, long bound) {
    this.source = source;
    this.nextEnd = bound;
  }

  Source source() {
    return source;
  }

  boolean isOpen() {
    return at >= 0;
  }

  /// Reads the source; from then on the stream stands at its first place behind `after`, or is at
  /// its end.
  ///
  /// @return how many places it has
  int open(TraceBlock block, TraceMatch match, Optional<TracePosition> after) {
    Bitmap found = new Bitmap(block.traces());
    long[] last = block.lastMatches(match, found);
    places = new TracePosition[found.cardinality()];
    int count = 0;
    for (int trace = found.nextSet(0); trace >= 0; trace = found.nextSet(trace + 1)) {
      TracePosition place = new TracePosition(last[trace], block.trace(trace));
      if (after.isEmpty() || place.compareTo(after.get()) > 0) {
        places[count++] = place;
      }
    }
    places = Arrays.copyOf(places, count);
    Arrays.sort(places);
    at = -1;
    advance();
    return count;
  }

  /// Forgets what was read.
  void close() {
    places = new TracePosition[0];
    at = -1;
  }

  /// Whether the stream, once opened, has a place left.
  boolean hasPlace() {
    return at < places.length;
  }

  TracePosition place() {
    return places[at];
  }

  void advance() {
    at++;
    if (at < places.length) {
      nextEnd = places[at].endNanos();
      nextTrace = places[at].trace();
    }
  }

  @Override
  public int compareTo(TraceStream other) {
    int byEnd = Long.compare(other.nextEnd, nextEnd);
    return byEnd != 0 ? byEnd : nextTrace.compareTo(other.nextTrace);
  }
}
