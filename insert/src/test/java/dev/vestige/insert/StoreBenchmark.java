package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.SpanGate;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.insert.otlp.OtlpReader;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.engine.Engine;
import dev.vestige.storage.engine.EngineOptions;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// Stores the requests of files in an engine, flushes and merges, and prints CPU time, size and the
/// time of a lookup by id. A file holds request bodies, each behind its length as four bytes,
/// highest first. Without files, lookups are made in what the directory has.
///
/// `java … dev.vestige.insert.StoreBenchmark DIRECTORY FILE…`
final class StoreBenchmark {
  private StoreBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.err;
    Engine engine =
        Engine.open(FileSystemDirectory.create(Path.of(arguments[0])), EngineOptions.DEFAULTS);
    List<TraceId> traces = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      store(engine, Path.of(arguments[i]), traces, out);
    }
    if (traces.isEmpty()) {
      collectTraces(engine, traces);
    }
    lookUp(engine, traces, out);
    search(engine, traces, out);
    rollUp(engine, out);
    engine.close();
  }

  private static void store(Engine engine, Path file, List<TraceId> traces, PrintStream out)
      throws IOException {
    SpanIntake intake = new SpanIntake();
    OtlpReader reader = new OtlpReader();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    long before = cpuNanos();
    long spans = 0;
    try (DataInputStream in =
        new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      while (in.available() > 0) {
        byte[] body = in.readNBytes(in.readInt());
        intake.begin(
            TenantId.DEFAULT,
            InsertOptions.NONE,
            InsertLimits.DEFAULTS,
            TimeRange.ALL,
            SpanGate.OPEN);
        reader.read(ByteSlice.of(body), intake);
        SpanBatch batch = intake.batch();
        spans += batch.size();
        traces.add(new TraceId(batch.traceIdHigh(0), batch.traceIdLow(0)));
        waiting.add(engine.append(batch));
        if (waiting.size() > 16) {
          waiting.removeFirst().join();
        }
      }
    }
    waiting.forEach(CompletableFuture::join);
    long appended = cpuNanos();
    engine.flush();
    long flushed = cpuNanos();
    engine.forceMerge("");
    long merged = cpuNanos();
    out.printf(
        Locale.ROOT,
        "%d spans: append (with flushes beside) %.2f s, last flush %.2f s, merge %.2f s:"
            + " %,.0f spans/CPU-s; %s, %.1f bytes/span%n",
        spans,
        (appended - before) / 1e9,
        (flushed - appended) / 1e9,
        (merged - flushed) / 1e9,
        spans * 1e9 / (merged - before),
        engine.size(),
        (double) engine.size().partBytes() / engine.size().partRows());
  }

  private static void lookUp(Engine engine, List<TraceId> traces, PrintStream out) {
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      int[] found = {0};
      int lookups = 200;
      for (int i = 0; i < lookups; i++) {
        TraceId trace = traces.get((int) ((i * 7919L + round) % traces.size()));
        engine.spans(
            TenantId.DEFAULT,
            List.of(trace),
            Cancellation.afterMillis(10_000),
            batch -> found[0] += batch.size());
      }
      out.printf(
          Locale.ROOT,
          "by id: %.2f ms each, %d spans%n",
          (System.nanoTime() - begin) / 1e6 / lookups,
          found[0]);
    }
  }

  /// Some traces from everywhere in a store that was filled before.
  private static void collectTraces(Engine engine, List<TraceId> traces) {
    SearchRequest all =
        SearchRequest.of(TenantId.DEFAULT, TimeRange.ALL, Cancellation.afterMillis(600_000));
    engine.search(
        all,
        (block, _) -> {
          if (block.column("trace_id") instanceof ColumnVector.Ids ids) {
            synchronized (traces) {
              for (int row = 0; row < block.rows(); row += 1000) {
                traces.add(new TraceId(ids.high()[row], ids.low()[row]));
              }
            }
          }
          return true;
        });
    Collections.shuffle(traces, new Random(1));
  }

  /// All fields of the spans of a trace, as a LogsQL query by id reads them.
  private static void search(Engine engine, List<TraceId> traces, PrintStream out) {
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      AtomicLong bytes = new AtomicLong();
      int lookups = 200;
      for (int i = 0; i < lookups; i++) {
        TraceId trace = traces.get((int) ((i * 7919L + round) % traces.size()));
        SearchRequest request =
            new SearchRequest(
                List.of(TenantId.DEFAULT),
                TimeRange.ALL,
                Optional.of(List.of(trace)),
                Optional.empty(),
                SearchRequest.Order.ANY,
                0,
                Cancellation.afterMillis(10_000));
        engine.search(
            request,
            (block, _) -> {
              bytes.addAndGet(textBytes(block));
              return true;
            });
      }
      out.printf(
          Locale.ROOT,
          "fields by id: %.2f ms each, %d bytes%n",
          (System.nanoTime() - begin) / 1e6 / lookups,
          bytes.get());
    }
  }

  private static void rollUp(Engine engine, PrintStream out) {
    RollupQuery query =
        new RollupQuery(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            60_000_000_000L,
            List.of(),
            Cancellation.never());
    for (int round = 0; round < 4; round++) {
      long begin = ownCpuNanos();
      int series = engine.red(query).size();
      long middle = ownCpuNanos();
      int edges = engine.edges(query).size();
      out.printf(
          Locale.ROOT,
          "%d series of operations: %.1f ms; %d of calls: %.1f ms%n",
          series,
          (middle - begin) / 1e6,
          edges,
          (ownCpuNanos() - middle) / 1e6);
    }
  }

  private static long textBytes(Block block) {
    Bitmap rows = block.selection();
    ByteSink text = new ByteSink();
    for (String field : block.fields()) {
      ColumnVector column = block.column(field);
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        column.appendText(row, text);
      }
    }
    return text.position();
  }

  /// CPU time of this thread, which alone answers such questions.
  private static long ownCpuNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
