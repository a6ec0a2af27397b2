package dev.vestige.cmd.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.client.RefusedException;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HelpText;
import dev.vestige.cmd.flags.QueryFlags;
import dev.vestige.cmd.flags.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// `vestige query [-flag=value ...] [QUERY]`: asks a node and prints the rows as they come; without
/// a query, a shell.
public final class QueryCommand {
  private static final int GOOD = 0;
  private static final int FAILED = 1;

  private final Flags flags;
  private final Consumer<String> out;

  QueryCommand(Flags flags, Consumer<String> out) {
    this.flags = flags;
    this.out = out;
  }

  /// Does what the words say, and returns the exit code.
  ///
  /// @throws UsageException when they cannot be understood
  public static int run(List<String> words) {
    boolean hasQuery = !words.isEmpty() && !words.getLast().startsWith("-");
    Flags flags = Flags.parse(Command.QUERY, hasQuery ? words.subList(0, words.size() - 1) : words);
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.render(Command.QUERY));
      return GOOD;
    }
    QueryCommand command = new QueryCommand(flags, Console::print);
    if (hasQuery) {
      return command.run(words.getLast());
    }
    // A runtime without line editing has no console when nobody types.
    boolean isTyped =
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    return command.shell(
        isTyped ? history -> typed(in, history) : _ -> new PlainLines(in, Console::print), isTyped);
  }

  int run(String query) {
    QuerySettings settings = QuerySettings.of(flags);
    try (QueryNode node = QueryNode.of(flags)) {
      if (flags.get(QueryFlags.TAIL)) {
        try (InputStream body = node.tail(query)) {
          QueryNode.print(body, settings.livePrinter(out), () -> true);
        }
      } else {
        node.rows(settings.form(query), settings.printer(out), () -> true);
      }
      return GOOD;
    } catch (RefusedException e) {
      Console.explain(e.text());
      return FAILED;
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "reading the answer: " + e, e);
    }
  }

  /// Takes queries from a terminal, with a prompt, history and pages, or from a pipe.
  ///
  /// @param lines made with the history that the shell keeps
  int shell(Function<History, LineSource> lines, boolean isTyped) {
    if (flags.get(QueryFlags.TAIL)) {
      throw new UsageException("expected a query behind " + QueryFlags.TAIL);
    }
    try (QueryNode node = QueryNode.of(flags)) {
      History history = History.of(isTyped ? flags.get(QueryFlags.HISTORY) : "");
      QueryShell shell =
          new QueryShell(
              node,
              lines.apply(history),
              out,
              history,
              QuerySettings.of(flags),
              isTyped ? Limits.PAGE_LINES : 0);
      if (isTyped) {
        out.accept(flags.get(QueryFlags.ADDR) + ", .help tells what there is\n");
      }
      boolean isGood = shell.run(isTyped ? "vestige> " : "");
      return isGood || isTyped ? GOOD : FAILED;
    }
  }

  /// With editing, where the terminal lets us.
  private static LineSource typed(BufferedReader in, History history) {
    return Terminal.ofProcess()
        .<LineSource>map(terminal ->
            new TerminalLines(
                terminal, new LineEditor(in, Console::print, history, terminal::columns)))
        .orElseGet(() -> new PlainLines(in, Console::print));
  }
}
