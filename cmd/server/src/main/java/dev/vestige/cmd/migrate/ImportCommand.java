package dev.vestige.cmd.migrate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.client.NodeCalls;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HelpText;
import dev.vestige.cmd.flags.ImportFlags;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.logsql.value.TimeText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// `vestige import -from=… -src=…`: brings spans from another system.
public final class ImportCommand {
  private static final int GOOD = 0;
  private static final int INCOMPLETE = 1;
  private static final Duration DEFAULT_RANGE = Duration.ofDays(7);
  private static final JsonMapper JSON = new JsonMapper();

  private final Flags flags;
  private final Consumer<String> told;

  ImportCommand(Flags flags, Consumer<String> told) {
    this.flags = flags;
    this.told = told;
  }

  /// Does what the words say, and returns the exit code: 0 when all spans arrived.
  public static int run(List<String> words) {
    Flags flags = Flags.parse(Command.IMPORT, words);
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.render(Command.IMPORT));
      return GOOD;
    }
    return new ImportCommand(flags, Console::print).run();
  }

  int run() {
    if (flags.get(ImportFlags.SRC).isEmpty()) {
      throw new UsageException("the flag " + ImportFlags.SRC + " is missing");
    }
    try (NodeCalls node =
        NodeCalls.of(ImportFlags.ADDR, flags.get(ImportFlags.ADDR), flags, ImportFlags.HEADERS)) {
      OtlpSender sender = new OtlpSender(node);
      long missing =
          flags.get(ImportFlags.FROM).equals("victoriatraces")
              ? fromNodes(node, sender)
              : fromFiles(sender);
      told.accept(
          String.format(
              Locale.ROOT,
              "sent %,d spans, %,d of them refused%s; %,d are missing\n",
              sender.sent(),
              sender.rejected(),
              sender.rejection().isEmpty() ? "" : " (" + sender.rejection() + ")",
              missing));
      return missing == 0 && sender.rejected() == 0 ? GOOD : INCOMPLETE;
    }
  }

  private long fromNodes(NodeCalls node, OtlpSender sender) {
    Instant end = time(ImportFlags.END, Instant.now());
    Instant begin = time(ImportFlags.START, end.minus(DEFAULT_RANGE));
    String filter = flags.get(ImportFlags.FILTER);
    long missing = 0;
    for (String address : flags.get(ImportFlags.SRC)) {
      try (NodeCalls source =
          NodeCalls.of(ImportFlags.SRC, address, flags, ImportFlags.SRC_HEADERS)) {
        SliceCopy copy =
            new SliceCopy(
                new LogsQlNode(source, filter),
                new LogsQlNode(node, filter),
                sender,
                flags.get(ImportFlags.SLICE),
                told);
        missing += copy.run(new LogsQlNode.Slice(begin, end));
      }
    }
    return missing;
  }

  private Instant time(Flag<String> flag, Instant byDefault) {
    String text = flags.get(flag);
    if (text.isEmpty()) {
      return byDefault;
    }
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    TimeText time = TimeText.parse(text, now, ZoneOffset.UTC);
    if (time == null) {
      throw new UsageException(
          "invalid value \"%s\" for flag %s: expected -7d or 2026-11-21T10:00:00Z"
              .formatted(text, flag));
    }
    return Instant.ofEpochSecond(0, time.firstNanos());
  }

  private long fromFiles(OtlpSender sender) {
    long skip = flags.get(ImportFlags.SKIP);
    AtomicLong read = new AtomicLong();
    SpanTarget target =
        (resource, scope, span) -> {
          if (read.incrementAndGet() > skip) {
            sender.span(resource, scope, span);
          }
        };
    for (String file : flags.get(ImportFlags.SRC)) {
      try {
        readFile(Path.of(file), target);
        sender.flush();
      } catch (IOException e) {
        throw cutOff(file, sender, skip, new VestigeException(ErrorKind.IO, e.toString(), e));
      } catch (VestigeException e) {
        throw cutOff(file, sender, skip, e);
      }
      told.accept(String.format(Locale.ROOT, "%s: %,d spans so far\n", file, read.get()));
    }
    return 0;
  }

  private static VestigeException cutOff(
      String file, OtlpSender sender, long skip, VestigeException cause) {
    return new VestigeException(
        cause.kind(),
        "importing %s: %s; to go on, import the same files with %s=%d"
            .formatted(file, cause.getMessage(), ImportFlags.SKIP, skip + sender.sent()),
        cause);
  }

  private void readFile(Path file, SpanTarget target) throws IOException {
    try (InputStream plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream bytes =
            file.toString().endsWith(".gz") ? new GZIPInputStream(plain, 1 << 16) : plain;
        JsonParser parser = JSON.createParser(bytes)) {
      if (flags.get(ImportFlags.FROM).equals("jaeger")) {
        JaegerFile.read(parser, target);
      } else {
        OtlpFile.read(parser, target);
      }
    }
  }
}
