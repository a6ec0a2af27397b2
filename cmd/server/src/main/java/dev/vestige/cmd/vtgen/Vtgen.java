package dev.vestige.cmd.vtgen;

import dev.vestige.base.Threads;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HeaderLines;
import dev.vestige.cmd.flags.HelpText;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.cmd.flags.VtgenFlags;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The command `vtgen`: workers that make up traces and send them, a line of progress from time to
/// time, and a report in the end, also when it is stopped by a signal.
public final class Vtgen {
  private final Flags flags;
  private final Tally tally = new Tally();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch reported = new CountDownLatch(1);

  private Vtgen(Flags flags) {
    this.flags = flags;
  }

  /// Does what the words say.
  ///
  /// @return the exit code: 0 when all spans arrived
  /// @throws UsageException when they cannot be understood
  public static int run(List<String> words) {
    Flags flags = Flags.parse(Command.VTGEN, words);
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.render(Command.VTGEN));
      return 0;
    }
    return new Vtgen(flags).run();
  }

  private int run() {
    List<Worker> workers = workers();
    // A signal ends the process once this returns, so it waits for the report.
    Threads.atShutdown("vtgen-stop", this::stopAndAwaitReport);
    List<Thread> threads = new ArrayList<>();
    workers.forEach(worker -> threads.add(Threads.start("vtgen-" + threads.size(), worker)));
    long progressMillis = flags.get(VtgenFlags.PROGRESS).toMillis();
    if (progressMillis == 0) {
      threads.forEach(Threads::join);
    } else {
      try (Threads.Loop _ =
          Threads.loop("vtgen-progress", progressMillis, () -> Console.print(tally.progress()))) {
        threads.forEach(Threads::join);
      }
    }
    Console.print(tally.report());
    reported.countDown();
    return tally.isComplete() ? 0 : 1;
  }

  private void stopAndAwaitReport() {
    stop.countDown();
    try {
      var _ = reported.await(Limits.RETRY_WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Worker> workers() {
    ShopOptions shop =
        new ShopOptions(
            flags.get(VtgenFlags.SHOPS),
            flags.get(VtgenFlags.INSTANCES),
            flags.get(VtgenFlags.ERRORS),
            flags.get(VtgenFlags.SLOWNESS),
            flags.get(VtgenFlags.BAD_CLIENTS));
    List<URI> addresses = flags.get(VtgenFlags.ADDRS).stream().map(Vtgen::address).toList();
    if (addresses.isEmpty()) {
      throw new UsageException("-addrs is empty; the spans need somewhere to go");
    }
    Map<String, String> headers = HeaderLines.read(flags, VtgenFlags.HEADERS);
    int count = flags.get(VtgenFlags.WORKERS);
    Worker.Schedule schedule = schedule(count);
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long seed = flags.get(VtgenFlags.SEED) * 1_000_003L + i;
      workers.add(
          new Worker(
              schedule,
              new TraceMaker(shop, seed),
              flags.get(VtgenFlags.PROTOCOL).equals("json")
                  ? new JsonEncoder()
                  : new ProtobufEncoder(),
              sender(addresses.get(i % addresses.size()), headers),
              tally,
              flags.get(VtgenFlags.BATCH),
              stop));
    }
    return workers;
  }

  private static URI address(String text) {
    if (!text.matches("https?://[^/:]+(:\\d+)?(/.*)?")) {
      throw new UsageException(
          "invalid value \"" + text + "\" for flag -addrs: expected http(s)://host:port/path");
    }
    return URI.create(text);
  }

  private Sender sender(URI address, Map<String, String> headers) {
    Packing packing = Packing.valueOf(flags.get(VtgenFlags.COMPRESSION).toUpperCase(Locale.ROOT));
    return switch (flags.get(VtgenFlags.PROTOCOL)) {
      case "grpc" -> new GrpcSender(address, headers, packing);
      case "json" -> new HttpSender(address, headers, packing, HttpSender.Form.JSON);
      default -> new HttpSender(address, headers, packing, HttpSender.Form.PROTOBUF);
    };
  }

  private Worker.Schedule schedule(int workers) {
    int rate = flags.get(VtgenFlags.RATE);
    long historyNanos = flags.get(VtgenFlags.HISTORY).toNanos();
    if (rate == 0 && historyNanos > 0) {
      throw new UsageException("-history needs a -rate above 0, which says how dense it is");
    }
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - Limits.LIVE_DELAY_NANOS;
    long duration = flags.get(VtgenFlags.DURATION_OF_LIVE).toNanos();
    long liveNanosMax =
        flags.get(VtgenFlags.LIVE) ? (duration == 0 ? Long.MAX_VALUE : duration) : 0;
    int spans = flags.get(VtgenFlags.SPANS);
    return new Worker.Schedule(
        now - historyNanos,
        now,
        rate == 0 ? 0 : 1e9 * workers / rate,
        liveNanosMax,
        spans == 0 ? Long.MAX_VALUE : Math.ceilDiv(spans, workers));
  }
}
