package dev.vestige.cmd.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The terminal that this process reads from, switched by `stty` between whole lines and single
/// keys.
final class Terminal {
  private static final int COLUMNS_UNLESS_KNOWN = 80;

  private final String before;

  private Terminal(String before) {
    this.before = before;
  }

  /// Nothing where it cannot be switched.
  static Optional<Terminal> ofProcess() {
    Optional<Terminal> terminal = stty("-g").filter(now -> !now.isEmpty()).map(Terminal::new);
    terminal.ifPresent(found -> Threads.atShutdown("terminal", found::giveLines));
    return terminal;
  }

  /// Keys come as they are typed and are not shown; Ctrl-C is a key.
  void giveKeys() {
    stty("-icanon", "-echo", "-isig", "min", "1", "time", "0");
  }

  /// As it was.
  void giveLines() {
    stty(before);
  }

  int columns() {
    return stty("size")
        .filter(size -> size.matches("\\d+ [1-9]\\d*"))
        .map(size -> Integer.parseInt(size.split(" ", 2)[1]))
        .orElse(COLUMNS_UNLESS_KNOWN);
  }

  private static Optional<String> stty(String... words) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
