package dev.vestige.cmd.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.client.NodeCalls;
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
import java.util.Map;
import java.util.function.Consumer;

/// `vestige query [-flag=value ...] QUERY`: asks a node and prints the rows as they come.
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
    if (!hasQuery) {
      throw new UsageException(
          "expected a query behind the flags, as in vestige query '* | stats count()'");
    }
    return new QueryCommand(flags, Console::print).run(words.getLast());
  }

  int run(String query) {
    try (NodeCalls node =
            NodeCalls.of(QueryFlags.ADDR, flags.get(QueryFlags.ADDR), flags, QueryFlags.HEADERS);
        InputStream body = node.post("/select/logsql/query", form(query))) {
      print(body);
      return GOOD;
    } catch (RefusedException e) {
      Console.explain(e.text());
      return FAILED;
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "reading the answer: " + e, e);
    }
  }

  private Map<String, String> form(String query) {
    int limit = flags.get(QueryFlags.LIMIT);
    return Map.of(
        "query",
        query,
        "start",
        flags.get(QueryFlags.START),
        "end",
        flags.get(QueryFlags.END),
        "limit",
        limit == 0 ? "" : Integer.toString(limit));
  }

  private void print(InputStream body) throws IOException {
    RowPrinter printer =
        switch (flags.get(QueryFlags.FORMAT)) {
          case "json" -> new LinePrinter(out);
          case "logfmt" -> new LogfmtPrinter(out);
          default -> new TablePrinter(out);
        };
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          printer.row(line);
        }
      }
    } finally {
      printer.finish();
    }
  }

  /// Rows as they came.
  private record LinePrinter(Consumer<String> out) implements RowPrinter {
    @Override
    public void row(String line) {
      out.accept(line + "\n");
    }

    @Override
    public void finish() {}
  }
}
