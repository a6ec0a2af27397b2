package dev.vestige.cmd.migrate;

import dev.vestige.cmd.migrate.LogsQlNode.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Copies spans from one node to another by slices of time. What the target has already is not sent
/// again, so a copy that was cut off is simply started again; each slice is counted afterwards.
/// Used by one thread.
final class SliceCopy {
  private final LogsQlNode source;
  private final LogsQlNode target;
  private final OtlpSender sender;
  private final Duration longest;
  private final Consumer<String> told;
  private long missing;

  /// @param longest slice that is copied and counted at once
  SliceCopy(
      LogsQlNode source,
      LogsQlNode target,
      OtlpSender sender,
      Duration longest,
      Consumer<String> told) {
    this.source = source;
    this.target = target;
    this.sender = sender;
    this.longest = longest;
    this.told = told;
  }

  /// Copies all of a time range, and returns how many spans the target lacks then.
  long run(Slice all) {
    copy(all);
    return missing;
  }

  /// Halves what is too long, or too much, so that long times without a span cost one question.
  private void copy(Slice slice) {
    long count = source.count(slice);
    if (count == 0) {
      return;
    }
    Duration length = Duration.between(slice.begin(), slice.end());
    long before = length.compareTo(longest) > 0 ? 0 : target.count(slice);
    boolean isTooMuch =
        Math.max(count, before) > Limits.SLICE_SPANS_MAX
            && length.toNanos() > Limits.SLICE_NANOS_MIN;
    if (isTooMuch || length.compareTo(longest) > 0) {
      Instant middle = slice.begin().plus(length.dividedBy(2));
      copy(new Slice(slice.begin(), middle));
      copy(new Slice(middle, slice.end()));
    } else {
      send(slice, count, before);
    }
  }

  private void send(Slice slice, long count, long before) {
    Set<String> known = before == 0 ? Set.of() : target.ids(slice);
    source.rows(
        slice,
        row -> {
          if (!known.contains(LogsQlNode.id(row))) {
            LogsQlRow.read(row, sender);
          }
        });
    sender.flush();
    long after = target.count(slice);
    missing += Math.max(0, count - after);
    told.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d spans, %,d there before, %,d now\n",
            slice,
            count,
            before,
            after));
  }
}
