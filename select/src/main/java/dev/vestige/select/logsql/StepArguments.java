package dev.vestige.select.logsql;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.Bucket;
import dev.vestige.logsql.pipe.BucketUnit;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.value.Durations;
import dev.vestige.select.request.StepText;

/// Reads `step` and `offset`, by which rows are put into intervals of time.
final class StepArguments {
  private StepArguments() {}

  /// The interval of a row as something to group by; a day when the request says nothing.
  static ByField timeBucket(Exchange exchange) {
    long step = step(exchange);
    long offset = nanos(exchange, "offset", 0);
    String text =
        Durations.format(step) + (offset == 0 ? "" : " offset " + Durations.format(offset));
    return new ByField(FieldNames.TIME, new Bucket(BucketUnit.NUMBER, step, offset, text));
  }

  /// How long an interval is.
  static long step(Exchange exchange) {
    long step = nanos(exchange, "step", Durations.NANOS_PER_DAY);
    if (step <= 0) {
      throw VestigeException.invalidInput(
          "the argument `step` must be positive, found `"
              + exchange.argument("step").orElse("")
              + "`");
    }
    return step;
  }

  private static long nanos(Exchange exchange, String name, long otherwise) {
    String text = exchange.argument(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    long nanos = StepText.nanos(text);
    if (nanos == Durations.NONE) {
      throw VestigeException.invalidInput(
          "cannot read the argument `%s`: `%s` is neither a number of seconds nor a duration"
              .formatted(name, text));
    }
    return nanos;
  }
}
