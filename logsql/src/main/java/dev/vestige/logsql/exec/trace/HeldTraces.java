package dev.vestige.logsql.exec.trace;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.kept.Reservation;
import dev.vestige.logsql.exec.value.IdTable;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.TraceId;
import java.util.List;

/// The spans of all workers, trace by trace. Confined to one thread.
final class HeldTraces {
  /// Where a span is: its worker in the upper half, its place there in the lower half.
  private final long[] places;

  /// The spans of trace t are `places[from[t] .. from[t + 1])`.
  private final int[] from;

  private final List<HeldSpans> workers;
  private final IdTable traces = new IdTable();
  private final Labels labels;

  HeldTraces(List<HeldSpans> workers, RunContext run, Reservation memory) {
    this.workers = List.copyOf(workers);
    int[][] numbers = traceNumbers();
    long spans = workers.stream().mapToLong(worker -> worker.size).sum();
    if (spans > Integer.MAX_VALUE / 2 || traces.size() > Limits.TRACES_MAX) {
      throw tooMany();
    }
    memory.add(spans * Long.BYTES + traces.sizeBytes() + (long) traces.size() * Integer.BYTES);
    this.labels = new Labels(workers);
    this.from = new int[traces.size() + 1];
    this.places = new long[(int) spans];
    run.cancellation().check();
    place(numbers);
    long largest = 0;
    for (int trace = 0; trace < traces.size(); trace++) {
      largest = Math.max(largest, from[trace + 1] - from[trace]);
      checkSize(trace);
    }
    memory.add(largest * Limits.TREE_BYTES);
  }

  static VestigeException tooMany() {
    return new VestigeException(
        ErrorKind.RESOURCE_EXHAUSTED,
        "the query looks at more than "
            + Limits.TRACES_MAX
            + " traces at once; narrow its time range or filter");
  }

  private void checkSize(int trace) {
    int size = from[trace + 1] - from[trace];
    if (size > Limits.TRACE_SPANS_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "trace "
              + id(trace)
              + " has "
              + size
              + " spans, more than the "
              + Limits.TRACE_SPANS_MAX
              + " that can be looked at as one; leave it out with a filter");
    }
  }

  private int[][] traceNumbers() {
    int[][] numbers = new int[workers.size()][];
    for (int worker = 0; worker < numbers.length; worker++) {
      IdTable own = workers.get(worker).traces();
      numbers[worker] = new int[own.size()];
      for (int i = 0; i < own.size(); i++) {
        numbers[worker][i] = traces.add(own.high(i), own.low(i));
      }
    }
    return numbers;
  }

  /// Counts the spans of each trace, then puts them where those of the traces before end.
  private void place(int[][] numbers) {
    for (int worker = 0; worker < numbers.length; worker++) {
      HeldSpans spans = workers.get(worker);
      for (int i = 0; i < spans.size; i++) {
        from[numbers[worker][spans.trace[i]] + 1]++;
      }
    }
    for (int trace = 0; trace < traces.size(); trace++) {
      from[trace + 1] += from[trace];
    }
    int[] next = from.clone();
    for (int worker = 0; worker < numbers.length; worker++) {
      HeldSpans spans = workers.get(worker);
      for (int i = 0; i < spans.size; i++) {
        places[next[numbers[worker][spans.trace[i]]]++] = (long) worker << 32 | i;
      }
    }
  }

  int size() {
    return traces.size();
  }

  TraceId id(int trace) {
    return new TraceId(traces.high(trace), traces.low(trace));
  }

  int spanCount(int trace) {
    return from[trace + 1] - from[trace];
  }

  /// The worker that holds the i-th span of a trace.
  HeldSpans worker(int trace, int i) {
    return workers.get(workerNumber(trace, i));
  }

  private int workerNumber(int trace, int i) {
    return (int) (places[from[trace] + i] >>> 32);
  }

  /// Where that worker holds it.
  int place(int trace, int i) {
    return (int) places[from[trace] + i];
  }

  /// The number of its service in [#services()].
  int service(int trace, int i) {
    HeldSpans spans = worker(trace, i);
    return labels.services[workerNumber(trace, i)][spans.service[place(trace, i)]];
  }

  /// The number of its name in [#names()].
  int name(int trace, int i) {
    HeldSpans spans = worker(trace, i);
    return labels.names[workerNumber(trace, i)][spans.name[place(trace, i)]];
  }

  TextTable services() {
    return labels.allServices;
  }

  TextTable names() {
    return labels.allNames;
  }

  /// The texts of all workers, and by worker the number that each of its own texts has there.
  private static final class Labels {
    final TextTable allServices = new TextTable();
    final TextTable allNames = new TextTable();
    final int[][] services;
    final int[][] names;

    Labels(List<HeldSpans> workers) {
      services = new int[workers.size()][];
      names = new int[workers.size()][];
      for (int worker = 0; worker < services.length; worker++) {
        services[worker] = numbers(workers.get(worker).services().texts(), allServices);
        names[worker] = numbers(workers.get(worker).names().texts(), allNames);
      }
    }

    private static int[] numbers(TextTable own, TextTable all) {
      int[] numbers = new int[own.size()];
      own.addTo(all, numbers);
      return numbers;
    }
  }
}
