package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.SpanGate;
import dev.vestige.insert.intake.SpanIntake;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads and builds the requests of a file over and over on one thread and prints spans per second
/// of CPU time. The file holds request bodies, each behind its length as four bytes, highest first.
///
/// `java … dev.vestige.insert.otlp.OtlpReaderBenchmark FILE [ROUNDS]`
final class OtlpReaderBenchmark {
  private OtlpReaderBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    List<byte[]> bodies = bodies(Path.of(arguments[0]));
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    PrintStream out = System.err;
    SpanIntake intake = new SpanIntake();
    OtlpReader reader = new OtlpReader();
    for (int round = 0; round < rounds; round++) {
      long readNanos = 0;
      long buildNanos = 0;
      long spans = 0;
      for (byte[] body : bodies) {
        long begin = threads.getCurrentThreadCpuTime();
        intake.begin(
            TenantId.DEFAULT,
            InsertOptions.NONE,
            InsertLimits.DEFAULTS,
            TimeRange.ALL,
            SpanGate.OPEN);
        reader.read(ByteSlice.of(body), intake);
        long read = threads.getCurrentThreadCpuTime();
        spans += intake.batch().size();
        readNanos += read - begin;
        buildNanos += threads.getCurrentThreadCpuTime() - read;
      }
      out.printf(
          Locale.ROOT,
          "round %d: %d spans, read %,.0f spans/CPU-s, read and build %,.0f spans/CPU-s%n",
          round,
          spans,
          spans * 1e9 / readNanos,
          spans * 1e9 / (readNanos + buildNanos));
    }
  }

  private static List<byte[]> bodies(Path file) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      for (byte[] length = in.readNBytes(4); length.length == 4; length = in.readNBytes(4)) {
        int size =
            ((length[0] & 0xFF) << 24)
                | ((length[1] & 0xFF) << 16)
                | ((length[2] & 0xFF) << 8)
                | (length[3] & 0xFF);
        bodies.add(in.readNBytes(size));
      }
    }
    return bodies;
  }
}
