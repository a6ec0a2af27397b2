package dev.vestige.cmd.doctor;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// `vestige doctor [-flag=value ...]`: what of this machine would get in the way of a server with
/// these flags, and what to do about it. Changes nothing.
public final class Doctor {
  private static final int GOOD = 0;
  private static final int BAD = 1;

  private final Flags flags;
  private final Machine machine;

  Doctor(Flags flags, Machine machine) {
    this.flags = flags;
    this.machine = machine;
  }

  /// Does what the words say, and returns the exit code: 1 when a server would not do its work.
  ///
  /// @param configuration throws what is wrong with the flags alone
  public static int run(
      List<String> words, Map<String, String> environment, Consumer<Flags> configuration) {
    Flags flags = Flags.parse(words, environment);
    List<Finding> findings = new ArrayList<>(new Doctor(flags, Machine.ofThisProcess()).findings());
    findings.addFirst(configuration(flags, configuration));
    findings.forEach(finding -> Console.print(line(finding)));
    return findings.stream().anyMatch(finding -> finding.state() == Finding.State.BAD) ? BAD : GOOD;
  }

  private static Finding configuration(Flags flags, Consumer<Flags> check) {
    try {
      check.accept(flags);
      return Finding.good("flags", "files, secrets and certificates can be read");
    } catch (VestigeException e) {
      return Finding.bad("flags", e.getMessage(), "correct the flag or the file it names");
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new ProcessChecks(machine).findings());
    if (flags.get(ClusterFlags.STORAGE_NODE).isEmpty()) {
      findings.addAll(new DiskChecks(flags, machine).findings());
    }
    findings.addAll(new NetworkChecks(flags).findings());
    return findings;
  }

  private static String line(Finding finding) {
    String line =
        String.format(
            Locale.ROOT,
            "%-4s  %-8s  %s%n",
            switch (finding.state()) {
              case GOOD -> "ok";
              case DOUBTFUL -> "warn";
              case BAD -> "BAD";
            },
            finding.subject(),
            finding.text());
    return finding.remedy().isEmpty()
        ? line
        : line + " ".repeat(16) + "=> " + finding.remedy() + "\n";
  }
}
