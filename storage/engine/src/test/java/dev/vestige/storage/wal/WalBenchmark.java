package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.ShopBatches;
import dev.vestige.storage.SpanBatchFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Records per second of four threads that each wait for their record, the processor time per
/// gigabyte, and the speed of a replay. Run its main with a new directory on the disk in question.
public final class WalBenchmark {
  private static final System.Logger LOG = System.getLogger("benchmark");
  private static final int THREADS = 4;
  private static final int SPANS_PER_RECORD = 880;
  private static final long BYTES_PER_RUN = 400L << 20;
  private static final int ROUNDS = 3;

  private final Directory directory;
  private final ByteSlice record;

  private WalBenchmark(Directory directory) {
    this.directory = directory;
    ByteSink out = new ByteSink();
    SpanBatchFrame.write(new ShopBatches(new SplittableRandom(1)).next(SPANS_PER_RECORD), out);
    this.record = ByteSlice.of(out.toByteArray());
  }

  public static void main(String[] arguments) throws InterruptedException {
    WalBenchmark benchmark = new WalBenchmark(FileSystemDirectory.create(Path.of(arguments[0])));
    for (int round = 0; round < ROUNDS; round++) {
      for (WalSync sync : WalSync.values()) {
        benchmark.append(sync);
        benchmark.replay();
        benchmark.clear();
      }
    }
  }

  private void append(WalSync sync) throws InterruptedException {
    long records = BYTES_PER_RUN / record.length();
    Syncs syncs = new Syncs();
    WalOptions options = WalOptions.DEFAULTS.withSync(sync);
    Duration processorBefore = processorTime();
    long start = System.nanoTime();
    try (Wal wal = Wal.open(directory, options, syncs, 0, (_, _) -> {})) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        threads.add(Thread.ofPlatform().start(() -> append(wal, records / THREADS)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double processor = processorTime().minus(processorBefore).toNanos() / 1e9;
      double gigabytes = records * record.length() / 1e9;
      LOG.log(
          System.Logger.Level.INFO,
          "%s: %.0f records of %d bytes per second, %.0f MB/s, %.2f CPU s per GB, %d syncs of %.1f ms"
              .formatted(
                  sync,
                  records / seconds,
                  record.length(),
                  gigabytes * 1e3 / seconds,
                  processor / gigabytes,
                  syncs.count.get(),
                  syncs.nanos.get() / 1e6 / Math.max(1, syncs.count.get())));
    }
  }

  private void append(Wal wal, long records) {
    for (long i = 0; i < records; i++) {
      wal.append(record).join();
    }
  }

  private void replay() {
    for (boolean decoding : new boolean[] {false, true}) {
      AtomicLong spans = new AtomicLong();
      RecordVisitor visitor =
          decoding
              ? (_, bytes) ->
                  spans.addAndGet(
                      SpanBatchFrame.read(bytes.array(), bytes.offset(), bytes.length()).size())
              : (_, _) -> {};
      Duration processorBefore = processorTime();
      WalReport report = WalReplay.run(directory, 0, visitor).report();
      double processor = processorTime().minus(processorBefore).toNanos() / 1e9;
      LOG.log(
          System.Logger.Level.INFO,
          "replay%s: %.0f MB/s, %.2f CPU s per GB, %.2f M spans/s"
              .formatted(
                  decoding ? " and decode" : "",
                  report.bytes() * 1e3 / report.nanos(),
                  processor / (report.bytes() / 1e9),
                  spans.get() * 1e3 / report.nanos()));
    }
  }

  private void clear() {
    directory.files().forEach(directory::delete);
    directory.sync();
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static final class Syncs implements WalObserver {
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public void synced(long tookNanos, long bytes) {
      count.incrementAndGet();
      nanos.addAndGet(tookNanos);
    }

    @Override
    public void failed(VestigeException reason) {
      throw reason;
    }
  }
}
