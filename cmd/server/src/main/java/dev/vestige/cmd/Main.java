package dev.vestige.cmd;

import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.backup.BackupCommand;
import dev.vestige.cmd.backup.RestoreCommand;
import dev.vestige.cmd.backup.SnapshotCommand;
import dev.vestige.cmd.doctor.Doctor;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Completion;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HelpText;
import dev.vestige.cmd.flags.LogFlags;
import dev.vestige.cmd.flags.ManualPage;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.log.LogOptions;
import dev.vestige.cmd.log.Logging;
import dev.vestige.cmd.metrics.BuildInfo;
import dev.vestige.cmd.migrate.ImportCommand;
import dev.vestige.cmd.nodes.ClusterCommand;
import dev.vestige.cmd.pages.FlagsPage;
import dev.vestige.cmd.query.QueryCommand;
import dev.vestige.cmd.vtgen.Vtgen;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/// Where the process starts and ends. Exit codes: 0 for a regular end, 2 for a command line that
/// cannot be used, 1 for everything else.
public final class Main {
  private static final int EXIT_FAILURE = 1;
  private static final String FLIGHT_RECORDER_HOOK = "JFR Shutdown Hook";

  private Main() {}

  /// Does what the flags say; a server runs until a signal ends it.
  public static void main(String[] args) throws InterruptedException {
    Logging.keepUntilTheEnd();
    List<String> words = List.of(args);
    try {
      runCommand(words);
      Flags flags = Flags.parse(words, System.getenv());
      if (!answer(flags)) {
        serve(flags);
      }
    } catch (UsageException e) {
      Console.complain(e.getMessage());
      System.exit(e.exitCode());
    } catch (VestigeException e) {
      Console.complain(e.getMessage());
      System.exit(EXIT_FAILURE);
    }
  }

  /// Does what the first word says and ends the process, unless it is the flag of a server.
  private static void runCommand(List<String> words) {
    if (!words.isEmpty()) {
      List<String> others = words.subList(1, words.size());
      Command.find(words.getFirst()).ifPresent(command -> System.exit(run(command, others)));
    }
  }

  private static int run(Command command, List<String> words) {
    return switch (command) {
      case VERIFY -> StoreCommands.verify(words);
      case INSPECT -> StoreCommands.inspect(words);
      case DOCTOR -> Doctor.run(words, System.getenv(), ConfigurationCheck::check);
      case SNAPSHOT -> SnapshotCommand.run(words);
      case BACKUP -> BackupCommand.run(words);
      case RESTORE -> RestoreCommand.run(words);
      case IMPORT -> ImportCommand.run(words);
      case CLUSTER -> ClusterCommand.run(words, System.getenv(), Console::print);
      case QUERY -> QueryCommand.run(words);
      case VTGEN -> Vtgen.run(words);
      case MANUAL -> printed(ManualPage.render(BuildInfo.read().version()));
      case COMPLETION -> printed(Completion.render(words));
    };
  }

  private static int printed(String text) {
    Console.print(text);
    return 0;
  }

  /// Whether the flags ask for an answer instead of a server; it is given then.
  private static boolean answer(Flags flags) {
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.render());
    } else if (flags.get(GeneralFlags.VERSION)) {
      Console.print(BuildInfo.read().line() + "\n");
    } else if (flags.get(GeneralFlags.PRINT_CONFIG)) {
      Console.print(FlagsPage.ofAll(flags));
    } else if (flags.get(GeneralFlags.DRY_RUN)) {
      ConfigurationCheck.check(flags);
      Console.print("the configuration is good\n");
    } else {
      return false;
    }
    return true;
  }

  private static void serve(Flags flags) throws InterruptedException {
    RequestCarriers.provide();
    boolean logsToStdout = flags.get(LogFlags.OUTPUT).equals("stdout");
    LogCounts logCounts = new LogCounts();
    Logging.install(
        LogOptions.of(flags),
        logCounts,
        new FileOutputStream(logsToStdout ? FileDescriptor.out : FileDescriptor.err));
    BuildInfo build = BuildInfo.read();
    Greeting greeting = new Greeting(flags);
    greeting.begin(build);
    CompletableFuture<Server> started = new CompletableFuture<>();
    // Before the start: a signal may come as soon as the first address answers.
    Threads.atShutdown("shutdown", () -> end(started));
    try {
      started.complete(Server.start(flags, build, logCounts));
    } catch (RuntimeException | Error e) {
      started.completeExceptionally(e);
      throw e;
    }
    Server server = started.join();
    greeting.ready(server.ports(), server.grpcPorts());
    new CountDownLatch(1).await();
  }

  /// Closes the server once it has started. A signal is no failure: without halt, the JVM would end
  /// with 128 and its number. When the start failed, the exit code is that of the failure.
  private static void end(CompletableFuture<Server> started) {
    try {
      started.join().close();
    } catch (CompletionException e) {
      return;
    }
    awaitFlightRecordings();
    Runtime.getRuntime().halt(0);
  }

  /// A hook of the JVM writes the flight recordings that were asked for on its command line, beside
  /// this one.
  private static void awaitFlightRecordings() {
    for (Thread hook : Thread.getAllStackTraces().keySet()) {
      if (hook.getName().equals(FLIGHT_RECORDER_HOOK)) {
        Threads.join(hook);
      }
    }
  }
}
