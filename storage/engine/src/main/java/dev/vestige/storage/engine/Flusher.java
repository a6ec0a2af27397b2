package dev.vestige.storage.engine;

import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.part.BatchPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Writes heads as parts, one per day.
final class Flusher {
  private final PartFiles files;

  Flusher(PartFiles files) {
    this.files = files;
  }

  /// The parts of the batches; none is left behind when one of them cannot be written.
  List<StoredPart> write(List<HeadBatch> head) {
    List<SpanBatch> batches = head.stream().map(HeadBatch::batch).toList();
    List<StoredPart> parts = new ArrayList<>();
    FlushEvent event = new FlushEvent();
    event.begin();
    try {
      for (Day day : days(batches)) {
        parts.add(
            files.write(
                day,
                (directory, name) -> BatchPart.write(batches, day::contains, directory, name)));
      }
      record(event, batches, parts);
      return parts;
    } catch (RuntimeException | Error e) {
      parts.forEach(part -> part.reader().discard());
      throw e;
    }
  }

  private static void record(FlushEvent event, List<SpanBatch> batches, List<StoredPart> parts) {
    event.end();
    if (event.shouldCommit()) {
      event.parts = parts.size();
      event.spans = parts.stream().mapToLong(part -> part.summary().rows()).sum();
      event.memoryBytes = batches.stream().mapToLong(SpanBatch::sizeBytes).sum();
      event.bytes = parts.stream().mapToLong(part -> part.summary().sizeBytes()).sum();
      event.commit();
    }
  }

  private static Set<Day> days(List<SpanBatch> batches) {
    Set<Day> days = new TreeSet<>();
    Day last = new Day(Long.MIN_VALUE);
    for (SpanBatch batch : batches) {
      for (int row = 0; row < batch.size(); row++) {
        if (!last.contains(batch.endNanos(row))) {
          last = Day.of(batch.endNanos(row));
          days.add(last);
        }
      }
    }
    return days;
  }
}
